"""English."""

from __future__ import annotations

from signoff.channels.email.words.catalogue import Words

_OPEN = "Nothing was recorded. The request is still open."
_OTHER_WAY = "Answer the latest mail about it, or open its page and answer there."

EN = Words(
    language="en",
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=("January", "February", "March", "April", "May", "June", "July", "August", "September",
            "October", "November", "December"),
    outcomes={},
    texts={
        "marker": "-- write your answer above this line --",
        "quoted": "“{text}”",
        "comma": ", ",
        "either": "{first} or {last}",
        "day": "{day} {month} {year}",
        "moment": "{weekday} {day}, {time}",
        "days": "{n} days",
        "hours": "{n} hours",
        "minutes": "{n} minutes",
        "a_minute": "a minute",
        "by_email": "by email",
        "by_email_page": "on the page of the mail",
        "by_dashboard": "in the dashboard",
        "by_api": "by the API",
        "by_console": "in the console",
        "by_other": "by {channel}",
        "found_button": "chosen directly",
        "found_exact": "named in so many words",
        "found_rule": "read by rule from the words",
        "found_model": "read by a language model from the words",
        "found_default": "the default for an empty answer",
        "found_timeout": "taken at the deadline",
        "found_free_text": "words, passed on as they are",
        "found_with": "{found}: {model}",
        "image": "[image: {name}]",
        "image_unnamed": "without a name",
        # The mail that asks
        "review_subject": "Review: {title}",
        "round": "{subject} (round {n})",
        "how_words": "Reply to this mail in your own words; they are passed on as they are.",
        "how_choices": "Reply to this mail with {choices} as its first line; add a comment if you "
        "like.",
        "how_many": "Reply to this mail with one of these as its first line; add a comment if you "
        "like.",
        "buttons": "Or choose here: a page opens, and nothing is recorded until you confirm it "
        "there.",
        "until": "This mail can be answered for {span}, until {moment}. Until somebody answers, "
        "the flow waits.",
        "why_you": "The flow {flow} asks at its step {step}. You get this mail because it names "
        "{address} as the one who decides. Only an answer from that address counts.",
        "adjusted_one": "Adjusted by 1 lesson from earlier reviews: {lessons}.",
        "adjusted_many": "Adjusted by {n} lessons from earlier reviews: {lessons}.",
        "cut": "The text is longer than a mail can show.",
        "cut_page": "All of it is on the review page.",
        "cut_at": "All of it: {url}",
        "read_all": "Read all of it",
        "open_review": "Open the review page",
        "sign_in_subject": "Sign in to signoff",
        "sign_in_title": "Your sign-in link",
        "sign_in": "This link signs you in as {address}. It works once, until {moment}.",
        "sign_in_next": "Open it and press the button on the page. Nothing happens until you do.",
        "sign_in_open": "Sign in",
        "sign_in_not_you": "You did not ask for this link? Then do nothing: without it nobody comes in.",
        "open_request": "Open the request",
        "see_request": "See the request",
        "link": "{label}: {url}",
        # The mail that asks back
        "you_wrote": "You wrote:",
        "unclear_title": "We could not tell what you decided",
        "unclear_preview": "The request is still open. {how}",
        "unclear": "Your mail arrived, but its words are none of the offered outcomes beyond "
        "doubt. Nothing was recorded and the request is still open.",
        "again_title": "Which of these do you mean?",
        "again": "Thank you. We are still not sure, so nothing is decided and the flow waits.",
        "again_last": "This is the last time that we ask by mail. A reply that we cannot read is "
        "kept, and the people who run the flow see it.",
        "short_words": "Reply with one of these and nothing else: {choices}.",
        "short_numbers": "Reply with {numbers}.",
        "number_means": "{number} means {choice}",
        "full_stop": "{text}.",
        # The mail that confirms
        "recorded": "Recorded: {outcome}",
        "recorded_words": "Your answer is recorded",
        "recorded_preview": "The flow goes on from your answer.",
        "done": "Thank you. Your answer is on record and the flow goes on.",
        "nothing_more": "Nothing more to do.",
        "read_by_rule": "Fixed rules read your words as {outcome}.",
        "read_by_model": "A language model read your words as {outcome}.",
        "objection_own": "Did you mean something else? The flow does not wait and another reply to "
        "this mail changes nothing, but you run this flow: start it again and decide anew.",
        "objection": "Did you mean something else? The flow does not wait and another reply to "
        "this mail changes nothing, so write to {owner} at once.",
        "somebody_in_charge": "the people who run this flow",
        "not_you": "You did not send this answer? Tell the people who run this flow at once; the "
        "record shows how it came in.",
        "fact_request": "Request",
        "fact_question": "Question",
        "fact_recorded": "Recorded as",
        "fact_by": "By",
        "fact_at": "At",
        "own_words": "your own words, passed on as they are",
        "outcome_found": "{outcome} ({found})",
        "who_by": "{who}, {channel}",
        # The mail that refuses
        "your_mail": "Your mail",
        "settled": "{who} gave {answer} {channel} on {moment}.",
        "an_answer": "an answer in words",
        "stands": "That answer stands; yours was not recorded.",
        "gone_expired": "Its time is over; nobody needs to answer it any more.",
        "gone_cancelled": "It was cancelled; nobody needs to answer it any more.",
        "gone": "It is closed; nobody needs to answer it any more.",
        "not_recorded": "Your answer was not recorded.",
        # Notices
        "intruder_title": "Somebody else tried to answer for you",
        "intruder_preview": "Nothing was recorded. The request is as you left it.",
        "intruder": "A mail from {sender} answered a request that was sent to you. It did not come "
        "from your address, or its sender could not be verified.",
        "intruder_holds": "Nothing was recorded, and the request stands as it did.",
        "intruder_next": "If that was you, answer again from this address or on the request's "
        "page. If not, there is nothing to do; your mail administrator may want to know.",
        "nobody_known": "an unknown address",
        "notice_subject": "{title}: {request}",
        "undelivered_title": "{address} was not reached",
        "undelivered": "The mail that puts this request before {address} could not be delivered, "
        "and it will not be sent again.",
        "undelivered_why": "What was reported: {why}",
        "away_title": "{address} is away",
        "away": "An automatic reply came from {address}: away, without a date.",
        "away_until": "An automatic reply came from {address}: away until {day}.",
        "still_waits": "The request is still open and the flow waits.",
        "undelivered_next": "Check the address, reach the person another way, or answer on the "
        "request's page.",
        "away_asked": "{name} is asked as well now; an answer of either counts.",
        "away_next": "If it cannot wait, ask somebody else, or answer on the request's page.",
        # Several people, deadlines, and what people tell us to do
        "why_you_because": "The flow {flow} asks at its step {step}. Why you: {why}. Only an "
        "answer from {address} counts.",
        "also_one": "Also asked: {names}. One answer decides.",
        "also_claim": "Also asked: {names}. The first answer decides; reply with “claim” to keep "
        "the request for yourself until then.",
        "also_many": "{needed} of {n} must agree. Also asked: {names}.",
        "also_veto": "{needed} of {n} must agree, and one refusal decides against it. Also asked: "
        "{names}.",
        "also_words": "{needed} of {n} must answer. Also asked: {names}.",
        "stage": "This is stage {stage} of {n} of the decision.",
        "in_place": "You are asked in place of {name}.",
        "escalated": "{name} did not answer in time, so you are asked now.",
        "escalated_nobody": "Nobody answered in time, so you are asked now.",
        "reminder": "A reminder: this request has waited for {span} and still needs your answer.",
        "due_answer": "Please answer by {moment}. After that, {outcome} is recorded automatically.",
        "due_approve": "Please answer by {moment}. After that, it is approved automatically.",
        "due_fail": "Please answer by {moment}. After that, nobody can answer it any more and the "
        "flow fails.",
        "due_on": "Please answer by {moment}. After that, the flow goes on without an answer.",
        "due_passed": "Please answer by {moment}. After that, somebody else is asked.",
        "commands": "Not for you to decide? Reply “reassign to” with the address of a colleague. "
        "No time now? Reply “snooze 2 days”.",
        "counted_title": "Your vote is counted",
        "counted": "Your answer {outcome} is counted. So far, {n} of the {needed} who must agree "
        "have agreed.",
        "counted_words": "Your answer is counted, as number {n} of the {needed} that are needed.",
        "counted_waits": "Still awaited: {names}.",
        "counted_alone": "Nobody else is asked yet: it is not approved before somebody is added.",
        "counted_change": "Until it is decided you can change your vote: reply to this mail again.",
        "taken_title": "Nothing is needed from you any more",
        "taken_decided_title": "It is decided",
        "taken_decided": "The request that you voted on is decided.",
        "taken_answered": "{by} has answered it.",
        "taken_stage_passed": "Enough people have agreed, and the next ones are asked now.",
        "taken_claimed": "{by} has claimed it and will answer.",
        "taken_reassigned": "It was passed on to somebody else.",
        "taken_delegated": "It was passed on to the person who stands in for you.",
        "taken_escalated": "It was not answered in time and was passed on to somebody else.",
        "taken_superseded": "There is a newer version of it. If you are asked about that one, it "
        "comes in a mail of its own.",
        "taken_withdrawn": "It was withdrawn; the flow does not ask any more.",
        "taken_timed_out": "Its time is over, and it was closed automatically.",
        "late_at": "When: {moment}.",
        "late_asked": "Asked now: {names}.",
        "late_newer": "On the newer version: {settled}",
        "taken_holds": "The mail that asked you can no longer be answered.",
        "taken_next": "There is nothing for you to do.",
        "somebody": "Somebody else",
        "done_claim_title": "The request is yours now",
        "done_claim": "You have claimed this request. Until you answer or release it, nobody else "
        "can answer.",
        "done_release_title": "The request is released",
        "done_release": "You no longer keep this request for yourself: everybody who is asked can "
        "answer it.",
        "done_reassign_title": "The request is passed on",
        "done_reassign": "{to} is asked now, in your place.",
        "done_delegate_title": "Somebody stands in for you",
        "done_delegate": "Until {day}, requests that would come to you go to {to}, and so do those that wait for you now.",
        "done_snooze_title": "You are reminded later",
        "done_snooze": "You get no reminder of this request before {moment}. Its deadline stays.",
        "done_next": "To answer it, reply to this mail.",
        "receipt": "Receipt: {receipt}",
        "high_risk": "High risk",
    },
    refusals={
        "closed": (
            "Too late: this is already settled",
            "",
            "",
            "If it has to change, ask the people who run this flow to start it again.",
        ),
        "expired": (
            "The time to answer by mail is over",
            "Your mail arrived after the time given in the request.",
            "Nothing was recorded.",
            "Open the request's page to see whether it is still open, and answer there.",
        ),
        "unknown_key": (
            "This mail can no longer be answered",
            "The mail you answered is too old: its reply address is no longer in use.",
            "Nothing was recorded.",
            _OTHER_WAY,
        ),
        "passed": (
            "The people of your step have decided",
            "Enough people of your step have agreed, and the next ones are asked now.",
            "Nothing was recorded.",
            "There is nothing for you to do. The page shows where it stands.",
        ),
        "revoked": (
            "This request is no longer yours",
            "Since the mail was sent, the request was withdrawn or given to somebody else.",
            "Nothing was recorded.",
            "There is nothing for you to do. The page shows where it stands.",
        ),
        "wrong_sender": (
            "This request was sent to another address",
            "You answered a request from an address it was not sent to.",
            "Nothing was recorded; whoever was asked can still answer.",
            "If it was sent to you, answer from the address that received it. If it was forwarded "
            "to you, ask the person who forwarded it to answer.",
        ),
        "forged": (
            "The reply address does not fit",
            "The address your mail went to was changed, or belongs to another person.",
            "Nothing was recorded.",
            "Use 'Reply' on the mail that asked, from the address that received it, and leave the "
            "reply address as it is.",
        ),
        "unknown_ticket": (
            "We know no such request",
            "The address your mail went to belongs to no request here.",
            "Nothing was recorded.",
            "Use 'Reply' on the mail that asked, and leave the reply address as it is.",
        ),
        "not_authenticated": (
            "We could not verify who sent this",
            "Your mail server did not prove that the mail came from your domain.",
            "Nothing was recorded.",
            "Open the request's page and answer there, or ask your mail administrator about DKIM.",
        ),
        "empty": (
            "We found no answer in your mail",
            "Your mail arrived, but above the quoted text there were no words of your own.",
            _OPEN,
            "Reply again and write your answer in the first line, above everything quoted.",
        ),
        "encrypted": (
            "We cannot read encrypted mail",
            "Your mail arrived encrypted, and we have no key for it.",
            _OPEN,
            "Reply again without encryption, or answer on the request's page.",
        ),
        "attachment_only": (
            "We read text, not attachments",
            "Your mail arrived with an attachment and without any text.",
            _OPEN,
            "Reply again and write your answer in the first line.",
        ),
        "not_yours": (
            "This request is not yours to answer",
            "You are not, or no longer, among those who are asked.",
            "Nothing was recorded.",
            "There is nothing for you to do. The page shows where it stands.",
        ),
        "claimed": (
            "Somebody else has claimed this request",
            "{who} has claimed it and will answer.",
            "Nothing was recorded.",
            "If they release it, you can answer again.",
        ),
        "four_eyes": (
            "Somebody else must approve this",
            "You started this run or one that it was forked from, and whoever starts one may not approve it.",
            _OPEN,
            "Somebody else must approve it. You may still answer against it.",
        ),
        "needs_proof": (
            "This request needs a stronger proof",
            "Your mail server did not prove as surely as this request wants it that the mail is "
            "yours.",
            _OPEN,
            "Sign in on the request's page and answer there, or ask your mail administrator about "
            "DKIM.",
        ),
        "not_active": (
            "Your account here was closed",
            "Answers from your address do not count any more.",
            "Nothing was recorded.",
            "There is nothing for you to do. If this is a mistake, write to the people who run the "
            "flow.",
        ),
        "superseded": (
            "There is a newer version of this request",
            "What you answered was replaced by a newer version.",
            "Nothing was recorded.",
            "Answer the newest mail about it, or open its page.",
        ),
        "command_unclear": (
            "We could not tell what to do",
            "Your mail begins like something we can do, but it does not go on so.",
            "Nothing was changed. The request is still open.",
            "Write one line and nothing else: claim; release; reassign to ADDRESS; delegate to "
            "ADDRESS until 2026-12-24; snooze 2 days; snooze until 2026-12-24.",
        ),
        "command_person": (
            "The request was not passed on",
            "{who} is nobody whom this flow may ask.",
            "Nothing was changed; you are still asked.",
            "Name somebody who may be asked, or write to the people who run the flow.",
        ),
        "command_date": (
            "That day cannot be used",
            "The day or the time you gave is over, or more than a year away.",
            "Nothing was changed; you are still asked.",
            "Write it once more with a day to come, as 2026-12-24.",
        ),
        "command_snooze": (
            "There is nothing to put off",
            "No reminder of this request is ahead.",
            "Nothing was changed. The request waits as it is.",
            "Answer it when you are ready; its deadline stays.",
        ),
        "command_refused": (
            "That cannot be done with this request",
            "As the request stands, it cannot be claimed, released or passed on by you.",
            "Nothing was changed.",
            "Open the request's page to see where it stands.",
        ),
        "": (
            "Your mail was not recorded",
            "Your mail arrived, but it could not be taken as an answer.",
            "Nothing was recorded.",
            _OTHER_WAY,
        ),
    },
)  # fmt: skip
