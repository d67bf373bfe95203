// Puts the page together: phones, switcher, guide, panel, and the stream of live events.

import { avatar } from "./bubbles.js";
import { element } from "./dom.js";
import { Guide } from "./guide.js";
import { Panel } from "./panel.js";
import { Phone, narrow } from "./phone.js";
import { ROLES } from "./words.js";

const find = (id) => document.getElementById(id);

class Page {
  constructor(people, samples) {
    this.phones = people.map((person) => new Phone(person, samples, () => this.showUnread()));
    find("phones").append(...this.phones.map((phone) => phone.root));
    this.panel = new Panel(find("panel"));
    this.guide = new Guide(find("guide"), this.phones, (target, words) => this.go(target, words));
    this.buildSwitcher();
    for (const phone of this.phones) phone.root.addEventListener("focusin", () => this.mark(phone));
    this.choose(this.phones[0]);
  }

  buildSwitcher() {
    this.tabs = new Map();
    for (const target of [...this.phones, "panel"]) {
      const [name, face] = target === "panel" ? ["看板", avatar("板", "panel")] : [target.person.title, avatar(target.person.avatar, target.person.role)];
      const badge = element("span", { class: "badge", hidden: true });
      const short = target === "panel" ? "" : ROLES[target.person.role] ?? "";
      const label = element("span", { class: "name" }, element("span", { class: "long" }, name), element("span", { class: "short" }, target.person?.short ?? name, element("small", {}, short)));
      const tab = element("button", { type: "button", onclick: () => this.go(target) }, face, label, badge);
      this.tabs.set(target, { tab, badge });
      find("switcher").append(element("li", {}, tab));
    }
  }

  rootOf(target) {
    return target === "panel" ? find("panel") : target.root;
  }

  mark(target) {
    for (const [other, { tab }] of this.tabs) {
      this.rootOf(other).classList.toggle("chosen", other === target);
      if (other === target) tab.setAttribute("aria-current", "true");
      else tab.removeAttribute("aria-current");
    }
  }

  choose(target) {
    this.mark(target);
    if (target !== "panel") target.scrollToEnd();
  }

  go(target, words) {
    this.choose(target);
    if (!narrow.matches) this.rootOf(target).scrollIntoView({ block: "nearest" });
    if (target === "panel") (find("panel").querySelector(".next:enabled") ?? find("panel").querySelector("button")).focus({ preventScroll: true });
    else if (words && target.follows) target.offer(words);
    else if (target.follows) target.focus();
    else target.rejoin.focus({ preventScroll: true });
    this.point(this.rootOf(target));
    if (target !== "panel") target.read();
  }

  point(root) {
    root.classList.remove("pointed");
    void root.offsetWidth;
    root.classList.add("pointed");
  }

  receive(entry, isNew) {
    const phone = this.phones.find((one) => one.person.key === entry.phone);
    phone?.show(entry, isNew);
    this.guide.note(entry, phone);
    if (isNew) this.panel.soon();
    this.showUnread();
  }

  showUnread() {
    let total = 0;
    for (const [target, { badge }] of this.tabs) {
      const count = target === "panel" ? 0 : target.unread;
      total += count;
      badge.hidden = count === 0;
      badge.textContent = count > 99 ? "99+" : String(count);
      badge.setAttribute("aria-label", `${count} 条未读`);
      this.rootOf(target).classList.toggle("has-unread", count > 0);
    }
    document.title = total ? `(${total}) 揭榜 · 演示` : "揭榜 · 演示";
  }
}

function measureTop() {
  const top = document.querySelector(".top");
  new ResizeObserver(() => document.documentElement.style.setProperty("--top", `${top.offsetHeight}px`)).observe(top);
}

function listen(page) {
  const stream = new EventSource("/sim/events");
  let run = null;
  let old = 0;
  stream.addEventListener("hello", (event) => {
    const said = JSON.parse(event.data);
    if (run !== null && said.run !== run) location.reload();
    if (run === null) [run, old] = [said.run, said.count];
    find("connection").hidden = true;
    document.documentElement.dataset.ready = "yes";
  });
  stream.onmessage = (event) => {
    const entry = JSON.parse(event.data);
    page.receive(entry, entry.number > old);
  };
  stream.onerror = () => { find("connection").hidden = false; };
}

const [people, samples] = await Promise.all(["/sim/people", "/sim/static/samples.json"].map((path) => fetch(path).then((answer) => answer.json())));
measureTop();
listen(new Page(people, samples));
