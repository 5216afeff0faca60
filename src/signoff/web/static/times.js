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
  }, EVERY);
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
