// Chinese words for times, states and kinds of message, in one place.

const ZONE = "Asia/Shanghai";
const DAY = new Intl.DateTimeFormat("zh-CN", { timeZone: ZONE, month: "long", day: "numeric", weekday: "short" });
const CLOCK = new Intl.DateTimeFormat("zh-CN", { timeZone: ZONE, hour: "2-digit", minute: "2-digit", hour12: false });
const FULL = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, dateStyle: "short", timeStyle: "short" });

export const ROLES = {
  farmer: "农户", enterprise: "企业", hospital: "医院", school: "学校", government: "单位", shop: "小店",
  expert: "专家", admin: "管理员", butler: "科创管家",
};

export const TAGS = {
  passive: ["被动回复", "对方发来消息后 5 秒内的直接回复，不占名额"],
  custom: ["客服消息", "对方发过消息后 48 小时内最多 5 条"],
  template: ["模板消息", "每栏最多 20 字，多的被平台截掉"],
  subscribe: ["订阅通知", "同意一次才能发一次，每栏最多 20 字"],
};

export const STATES = {
  registered: "已登记", published: "等专家揭榜", claimed: "已揭榜", scheduled: "已约好", served: "已服务",
  closed: "已办结", reopened: "重新办理", withdrawn: "已撤回", escalated: "已上报",
  proposed: "待对方同意", agreed: "已约好", done: "已完成", cancelled: "已取消", missed: "没去成",
  planned: "待发布", announced: "报名中", held: "已举办",
};

export const MODES = { onsite: "现场", online: "线上" };

export const state = (code) => STATES[code] ?? code;

export const day = (moment) => DAY.format(new Date(moment)).replace("日", "日 ");
export const clock = (moment) => CLOCK.format(new Date(moment));
export const moment = (iso) => `${day(iso)} ${clock(iso)}`;
export const fieldValue = (iso) => FULL.format(new Date(iso)).replace(" ", "T");

// What the bot proposes to answer: 回“揭榜 12”, 或“改”, 回1; what is left open (…, 编号, 姓名) is for the person to add.
export function proposals(words) {
  const quoted = [...words.matchAll(/(?:[回发说或]|比如)\s*“([^”\n]{1,24})”/g)].map((found) => found[1].replace(/\s*(…|\.{3}|编号|事项号|姓名).*$/, " "));
  const digits = [...words.matchAll(/(?<![撤退交])[回发]\s*([1-9])(?![0-9])/g)].map((found) => found[1]);
  return [...new Set([...quoted, ...digits])].slice(0, 5);
}
