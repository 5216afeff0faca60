/** Say who else has this request on their screen, as the stream tells it; nothing of it is kept. */
export function showPresent({ data }) {
  const place = document.getElementById("present");
  if (!place) {
    return;
  }
  const people = JSON.parse(data).people;
  const names = new Intl.ListFormat("en").format(people);
  place.hidden = !people.length;
  place.querySelector("span").textContent = people.length
    ? `${names} ${people.length > 1 ? "are" : "is"} looking at this`
    : "";
}
