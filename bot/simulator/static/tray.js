// What opens under the input: pictures, places, a voice message, the account's menu, following.

import { button, element, icon } from "./dom.js";
import { asJpeg } from "./pictures.js";

const MENU = [["progress", "我的进度"], ["help", "怎么用"], ["human", "转人工"]];

export class Tray {
  constructor(samples, send, complain) {
    this.samples = samples;
    this.send = send;
    this.complain = complain;
    this.root = element("div", { class: "tray", hidden: true });
  }

  get isOpen() {
    return !this.root.hidden;
  }

  open(follows) {
    this.root.replaceChildren(
      this.entry("picture", "图片", () => this.show(this.pictures())),
      this.entry("place", "位置", () => this.show(this.places())),
      this.entry("voice", "语音", () => this.finish({ kind: "voice" })),
      this.entry("menu", "菜单", () => this.show(this.menu())),
      this.entry("follow", follows ? "取消关注" : "关注", () => this.finish({ kind: follows ? "unfollow" : "follow" })),
    );
    this.root.hidden = false;
    this.root.querySelector("button").focus();
  }

  close() {
    this.root.hidden = true;
    this.root.replaceChildren();
  }

  entry(name, words, onclick) {
    return element("button", { type: "button", class: "entry", onclick }, icon(name), element("span", {}, words));
  }

  show(children) {
    this.root.replaceChildren(...children);
    this.root.querySelector("button, input").focus();
  }

  finish(deed) {
    this.close();
    this.send(deed);
  }

  pictures() {
    const chosen = element("input", { type: "file", class: "unseen", accept: "image/*", onchange: () => this.picture(chosen.files[0]) });
    const samples = this.samples.pictures.map(({ name, file }) => {
      const address = `/sim/static/pictures/${file}`;
      const drawn = element("img", { src: address, alt: "" });
      return element("button", { type: "button", class: "entry", onclick: () => this.picture(address) }, drawn, element("span", {}, name));
    });
    return [...samples, element("label", { class: "upload" }, "从这台设备里选一张图片", chosen)];
  }

  async picture(source) {
    if (!source) return;
    try {
      this.finish({ kind: "image", content: await asJpeg(source) });
    } catch {
      this.complain("这个文件不是图片，换一张试试");
    }
  }

  places() {
    return this.samples.places.map((place) =>
      button(place.label, () => this.finish({ kind: "location", ...place }), { class: "choice" }),
    );
  }

  menu() {
    return MENU.map(([key, words]) => button(words, () => this.finish({ kind: "tap", key }), { class: "choice" }));
  }
}
