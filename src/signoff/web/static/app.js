/**
 * Every page works without this file; it adds speed: changes that come by
 * themselves, shortcuts, and parts that are exchanged without loading a page.
 */
import { followSwaps } from "./swap.js";
import { actInPlace, countDown } from "./acts.js";
import { listen } from "./live.js";
import { shortcuts } from "./keys.js";
import { keepTimes } from "./times.js";
import { selectTogether } from "./inbox.js";
import { chartTips } from "./charts.js";
import { showEdits } from "./form.js";
import { palette } from "./palette.js";
import { tryWhileTyping } from "./try.js";
import { confirmDecisions, fitFrames, followHash, keepWords, settle, showWhere, warnOffline } from "./page.js";

settle();
followHash();
fitFrames();
showWhere();
warnOffline();
confirmDecisions();
keepWords();
followSwaps();
shortcuts();
palette();
keepTimes();
selectTogether();
chartTips();
tryWhileTyping();
showEdits();
actInPlace();
countDown();
listen();
