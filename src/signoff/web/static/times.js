/** Keep relative times true while a page stays open; the server wrote the first ones. */

const EVERY = 30_000;

export function keepTimes() {
  setInterval(() => {
    for (const time of document.querySelectorAll("time[data-age], time[data-ago]")) {
      const age = spoken(Date.now() - Date.parse(time.dateTime));
      const text = "age" in time.dataset ? age : age === "now" ? "just now" : `${age} ago`;
      if (time.textContent !== text) {
        time.textContent = text;
      }
    }
    for (const time of document.querySelectorAll("time[data-left]")) {
      time.textContent = left(Date.parse(time.dateTime) - Date.now());
    }
  }, EVERY);
}

function left(milliseconds) {
  const minutes = Math.floor(Math.abs(milliseconds) / 60_000);
  const hours = Math.floor(minutes / 60);
  const exact = hours ? `${hours}h ${String(minutes % 60).padStart(2, "0")}m` : `${minutes}m`;
  const rough = hours < 48 ? `${hours}h` : `${Math.floor(hours / 24)}d`;
  return `${hours < 10 ? exact : rough} ${milliseconds > 0 ? "left" : "over"}`;
}

function spoken(milliseconds) {
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes < 1) {
    return "now";
  }
  if (minutes < 60) {
    return `${minutes}m`;
  }
  return minutes < 1440 ? `${Math.floor(minutes / 60)}h` : `${Math.floor(minutes / 1440)}d`;
}
