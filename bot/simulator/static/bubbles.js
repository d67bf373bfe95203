// One entry of the transcript as it looks in the chat.

import { element, icon } from "./dom.js";
import { TAGS, moment } from "./words.js";

const PAUSE = 5 * 60 * 1000;

export function avatar(letters, role) {
  return element("span", { class: `avatar role-${role}`, "aria-hidden": "true" }, letters);
}

export function timeLine(entry, previous) {
  const isLater = !previous || Date.parse(entry.at) - Date.parse(previous.at) >= PAUSE;
  return isLater ? element("p", { class: "time" }, moment(entry.at)) : null;
}

export function bubble(entry, person) {
  if (entry.side === "system") {
    return element("p", { class: `system kind-${entry.kind}` }, entry.text);
  }
  const isOwn = entry.side === "own";
  const face = isOwn ? avatar(person.avatar, person.role) : avatar("榜", "bot");
  const speaker = element("span", { class: "unseen" }, isOwn ? `${person.title}：` : "揭榜服务号：");
  const said = element("div", { class: "said" }, speaker, tag(entry), content(entry));
  return element("div", { class: `row ${entry.side}`, "data-kind": entry.kind, "data-tag": entry.tag }, face, said);
}

function tag(entry) {
  if (!TAGS[entry.tag]) return null;
  const [name, meaning] = TAGS[entry.tag];
  return element("span", { class: `tag tag-${entry.tag}`, title: meaning }, name);
}

function content(entry) {
  if (entry.kind === "image") return picture(entry);
  if (entry.kind === "notice") return notice(entry);
  if (entry.kind === "location") return place(entry);
  if (entry.kind === "voice") return element("div", { class: "bubble voice" }, icon("voice"), entry.text);
  return element("div", { class: "bubble" }, entry.text);
}

function picture(entry) {
  if (!entry.media) return element("div", { class: "bubble" }, "图片已过期");
  const drawn = element("img", { class: "picture", src: entry.media, alt: "发来的图片" });
  return element("a", { href: entry.media, target: "_blank", rel: "noopener", "aria-label": "看大图" }, drawn);
}

function place(entry) {
  return element(
    "div",
    { class: "bubble place" },
    element("strong", {}, entry.text || "位置"),
    element("span", { class: "map" }, icon("place")),
  );
}

function notice(entry) {
  const rows = entry.fields.map(([label, value]) =>
    element("div", { class: "field" }, element("dt", {}, label), element("dd", {}, value)),
  );
  return element(
    "div",
    { class: "bubble card" },
    element("strong", {}, entry.title),
    element("dl", {}, ...rows),
  );
}
