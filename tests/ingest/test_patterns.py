"""Every regular expression of ingest has a line that it matches and one that it leaves alone."""

from __future__ import annotations

import re
from importlib import import_module

import pytest

NAMES = (
    "clauses",
    "coverage",
    "drafts",
    "facts",
    "front",
    "lines",
    "mend",
    "names",
    "officers",
    "name_lists",
    "paragraphs",
    "unit_lists",
    "folding",
    "outline",
    "requirements",
    "bracketed",
    "closing",
    "phrases",
    "labels",
    "people",
    "roles",
    "sectors",
    "tables",
    "boxes",
    "units",
    "running",
    "duties",
    "aligned",
    "web_page",
)
MODULES = {name: import_module(f"ingest.{name}") for name in NAMES}

# module, pattern, how it is used, what it matches, what it leaves alone
TABLE = [
    (
        "requirements",
        "REQUIREMENT_HEADING",
        "search",
        ["二、工作要求", "四、组织实施", "五、保障措施", "狠抓落实"],
        ["一、重点任务分工", "抓好防火"],
    ),
    ("requirements", "_OVERSEES", "search", ["定期调度通报", "由市政府督查室汇总督促"], ["每周巡查"]),
    ("requirements", "_TO_ALL", "match", ["各地区、各有关部门要", "加强领导。各县区、市直各单位应当"], ["推进改革，建设学校"]),
    ("web_page", "_DECLARATION", "match", ['<?xml version="1.0" encoding="gb2312"?>\n<html>'], ["<html>"]),
    ("web_page", "_NAMED_AROUND", "search", ["footer", "xgjd share", "BreadcrumbNav", "main-nav"], ["content", "TRS_Editor", "footnote"]),
    ("closing", "RECORD_LABEL", "match", ["索 引 号：", "发文机关", "标　　题：", "成文日期：2024年6月12日"], ["标题新颖", "文号为"]),
    ("closing", "RECORD_FIELD", "match", ["标　　题：关于…的通知", "成文日期：\t2024年6月12日"], ["索引号：000014349", "标题："]),
    ("unit_lists", "GOVERNMENT", "fullmatch", ["苏州市政府", "莆田市人民政府"], ["各设区市政府", "市政府"]),
    ("unit_lists", "BARE_PLACE", "fullmatch", ["南京"], ["京", "新疆生产建设兵团"]),
    ("front", "_SIGNER", "search", ["北重安〔2024〕9号　　签发人：赵立军"], ["由签发人审核"]),
    ("drafts", "SCOPE_HEAD", "fullmatch", ["适用范围", "推广范围"], ["工作范围"]),
    ("facts", "_AT_ONCE", "match", ["即知即改", "立行立改", "立即整改"], ["长期坚持", "建立机制"]),
    ("facts", "FREQUENCY", "search", ["每季度召开会议", "，每年春秋两季集中免疫"], ["每月补助300元", "幼儿园每季度组织", "每年培训200人"]),
    ("duties", "_PIECE", "search", ["镇派出所、镇卫生院配合；"], ["，。；", "甲乙。"]),
    ("duties", "_HEADING_ROLE", "fullmatch", ["市城乡建设局牵头负责的任务", "由县教育局配合事项（5项）"], ["市教育局", "市教育局牵头，"]),
    ("folding", "_OFFICES", "fullmatch", ["采购与供应链部", "党群工作部、纪检监察室（共同牵头）"], ["提升服务", "完善制度，设立中心"]),
    ("bracketed", "_CONTACT", "search", ["市人社局就业促进科，电话0533-7788210", "联系人：李明"], ["市通信管理局"]),
    ("bracketed", "_TIMELY", "search", ["贯穿全年", "汛期前完成", "分批推进"], ["免费开放", "新建门诊楼"]),
    ("coverage", "SEPARATOR", "fullmatch", ["\n\n---\n", "| ", "。", ""], ["三、", "市"]),
    (
        "facts",
        "DEADLINE",
        "search",
        ["每年7月20日前和12月20日前", "到 2018 年年底", "2025年底前", "印发之日起30日内", "力争5年内", "上半年完成"],
        ["每年组织一次", "2016年11月15日", "3年以内的信用贷款"],
    ),
    (
        "facts",
        "LABELLED_DEADLINE",
        "search",
        ["完成时限：2025年底", "完成时间：每季度末", "【完成时限】2025年底", "完成时限\n2025年底"],
        ["完成时限的要求", "时间紧"],
    ),
    ("facts", "TIME", "fullmatch", ["每季度", "长期坚持", "2025年底前完成", "2025年12月"], ["市教育局", "每季度通报情况并排名"]),
    ("facts", "DELIVERABLE", "search", ["制定分类补助标准，", "编制规划"], ["编制下达土地利用计划时", "落实实施方案"]),
    ("facts", "DELIVERABLE_NAME", "search", ["农村电网发展规划、", "实施方案"], ["制度"]),
    (
        "facts",
        "AMOUNT",
        "search",
        ["6：3：1 的比例", "70%", "2 万元", "10 万人", "5户", "2次", "3年以内"],
        ["2018年底", "三年攻坚", "5年度"],
    ),
    ("facts", "PERSON", "search", ["，市委书记石奇珠挂钩联系市城区，"], ["县（市、区）领导挂钩联系当地相对贫困村"]),
    ("front", "DOCUMENT_NUMBER", "search", ["汕尾委办字〔2016〕19号", "国发[2018]39号"], ["第19号令", "〔2016〕"]),
    ("front", "_CITING", "search", ["为贯彻落实汕尾委办字〔2016〕19号", "根据国发〔2018〕3号"], ["市经信〔2018〕3号"]),
    ("front", "_NUMBER_LABEL", "search", ["文号：", "**发文字号：**", "发文机关：市政府\t文号：\t"], ["根据", "账号管理"]),
    ("front", "_NUMBER_STOPS", "match", ["", "）", "）　2025年", " · 2025年6月5日"], ["）精神", "文件", "），结合实际"]),
    ("front", "TITLE_KIND", "search", ["关于印发分工方案的通知", "任务清单（2025年版）", "任务分解表"], ["通知如下"]),
    ("front", "TITLE_BEGINS", "match", ["关于印发", "国务院办公厅关于推广"], ["重点任务清单"]),
    (
        "front",
        "DATE_WITHIN",
        "search",
        ["县政府　2025年2月14日", "（2020年11月3日常务会议通过）"],
        ["2025年2月14日", "自2019年1月1日起施行"],
    ),
    (
        "closing",
        "SITE_LINE",
        "search",
        ["首页 > 政务公开", "主办：县政府　技术支持：某公司", "打印本页　关闭窗口", "您的位置：首页"],
        ["主办单位：县教育局", "关闭小煤窑"],
    ),
    ("lines", "PAGE_MARK", "fullmatch", ["— 3 —", "- 12 -", "第3页 共10页"], ["3", "－－－"]),
    ("lines", "RULE", "fullmatch", ["---", "————"], ["—— 注"]),
    ("lines", "HEADING_MARK", "match", ["## 一、重点"], ["#1 机组"]),
    ("lines", "BULLET", "match", ["- 1. 推进", "• 推进"], ["-5℃", "*注"]),
    ("mend", "CJK", "match", ["市", "，", "“"], ["a", "1"]),
    ("mend", "STARS", "search", ["**责任单位**", "甲<br>乙"], ["2*3"]),
    ("names", "UNIT_END", "search", ["市住建局", "团市委", "联通汕尾分公司"], ["留守儿童", "保险"]),
    ("names", "PLACE_END", "search", ["海丰县", "城区街道", "高新区", "各镇（街道）"], ["地区", "社区", "城市"]),
    ("names", "COLLECTIVE", "search", ["各县（市、区）政府", "市直各单位", "有关部门"], ["市教育局", "人民银行汕尾市中心支行"]),
    ("names", "_BY_PART", "fullmatch", ["各牵头单位", "配合单位", "有关牵头和配合单位"], ["各成员单位", "各责任单位", "市教育局"]),
    (
        "officers",
        "_LABEL",
        "search",
        ["责任人：周敏", "分管局领导：何建平", "牵头领导：副市长 罗静怡"],
        ["责任单位：市教育局", "领导小组：全体"],
    ),
    ("officers", "_PERSON", "fullmatch", ["周敏", "副市长 罗静怡", "市长冯国栋"], ["市委副书记", "各科室", "电话"]),
    ("officers", "_SEVERAL", "search", ["张三、李四"], ["张三"]),
    ("names", "GENERIC", "fullmatch", ["职业院校", "医院", "金融机构"], ["市人民医院", "人民银行", "供电公司"]),
    ("name_lists", "PLACE_TAIL", "fullmatch", ["县级市", "街道办事处", "县（市、区）人民政府"], ["市财政局"]),
    ("name_lists", "FACILITY", "search", ["实验室", "校级实验室"], ["办公室", "图书馆"]),
    ("name_lists", "BARE_TAIL", "fullmatch", ["单位", "直属机构"], ["市财政局"]),
    ("names", "OPEN_TAIL", "search", ["教育部等有关部门和单位", "市医保局等10个部门", "市教育局等"], ["省高等法院", "初等学校"]),
    ("name_lists", "CONJUNCTION", "search", ["市教育局和市财政局"], ["市教育局、市财政局"]),
    ("name_lists", "JOIN", "search", ["市教育局会同市财政局", "市农业局商有关部门"], ["市商务局", "市残疾人联合会", "中央军委联合参谋部"]),
    ("names", "NAME_NOTE", "search", ["市教育局（牵头）"], ["各县（市、区）"]),
    (
        "names",
        "SECTION_END",
        "search",
        ["社会救助科", "人教股", "公路管理段", "行动专班", "财务审计司"],
        ["普通本科", "大学科", "国有控股", "危险路段", "内科", "他的上司"],
    ),
    ("names", "ALSO_CALLED", "match", ["市民族宗教局（市侨办）", "学生工作部（处）"], ["各县（市、区）", "市教育局（牵头单位：甲）"]),
    ("names", "_NAME_EDGE", "search", ["市教育局、市财政局", "市教育局 市财政局"], ["市教育局"]),
    ("names", "_PARENT", "fullmatch", ["市委", "县人民政府", "中共清源县委"], ["市教育局", "组织部"]),
    ("facts", "_RECURRING", "search", ["每季度", "2021年起每年", "按季度推进"], ["力争每年", "2021年"]),
    ("facts", "_TIME_LABEL", "match", ["时限：", "完成时限：2025年"], ["时间紧", "完成时限"]),
    ("facts", "LENGTH", "search", ["30日内", "15个工作日内", "用3年时间", "一个月内"], ["2025年内", "年内", "3年"]),
    ("tables", "_BLANK_LINE", "search", ["甲\n\n乙", "甲\n  \n乙"], ["甲\n- 乙", "甲\n"]),
    ("facts", "STANDING", "search", ["建立制度，长期坚持。", "即知即改"], ["长期以来", "，持续推进改革", "要长期坚持"]),
    ("phrases", "_LIST_BEFORE", "search", ["推进。市财政局、市民族宗教局"], ["推进。", "（市"]),
    ("front", "NAMED_IN_TITLE", "match", ["青阳市人民政府办公室关于分解"], ["关于印发", "《青阳市关于分解"]),
    ("names", "NAME_GAP", "search", ["市教育局 市财政局"], ["市教育局 要加强", "重要政策 措施"]),
    ("names", "_ADVICE", "search", ["各县（市、区）要", "各单位认真"], ["各有关部门", "各县（市、区）"]),
    ("name_lists", "_EACH", "search", ["各区", "市教育局和各区"], ["市各局和市教育局"]),
    ("closing", "DATE_LINE", "fullmatch", ["2016年11月15日", "二○一六年十一月"], ["2018年年底前完成"]),
    ("closing", "CLOSING_LINE", "fullmatch", ["（此件公开发布）", "抄送：省委办公厅。"], ["（此外，要加强管理）"]),
    ("closing", "ANNEX_LINE", "fullmatch", ["附件", "附件1：", "附："], ["附件所列"]),
    ("closing", "ANNEX_LIST", "fullmatch", ["附件：1. 任务分工表"], ["附件所列任务"]),
    ("phrases", "_LABEL_PLACE", "search", ["牵头单位：", "。责任单位："], ["", "\n"]),
    ("phrases", "_BY", "search", ["，由市发改局会同"], ["由"]),
    (
        "roles",
        "LEAD_RULE",
        "search",
        ["列在分工项目首位的为牵头单位", "列第一位者为牵头单位", "第一个单位为牵头单位", "牵头单位列在首位。", "以第一个部门为主，"],
        ["第一书记牵头", "牵头单位要列出清单"],
    ),
    (
        "labels",
        "WHO_LABEL",
        "match",
        ["牵头单位：市住建局", "省级主要责任单位:", "责任单位及责任人："],
        ["牵头单位要负总责", "配合做好：", "县委组织部："],
    ),
    ("labels", "OTHER_LABEL", "match", ["适用范围：", "完成时限：年底", "责任人：李明", "督办单位："], ["责任单位：", "时间紧"]),
    ("labels", "LEVEL_LABEL", "match", ["市级：市教育局", "属地："], ["市级责任单位：", "市教育局："]),
    (
        "labels",
        "LABEL_WORDS",
        "search",
        ["市教育局配合单位：市财政局", "市教育局县级责任单位：县教育局", "完成时限：年底"],
        ["牵头单位要负总责", "县委组织部：负责"],
    ),
    ("labels", "_WITH_PEOPLE", "search", ["牵头单位（负责人）：", "责任单位及责任人："], ["责任单位：", "参与人员："]),
    ("people", "_PERSON", "fullmatch", ["张卫东", "局长张卫东", "王海同志"], ["长张卫东", "市教育局长期"]),
    ("sectors", "_OFFICE", "search", ["公安局", "金融监督管理局"], ["公安", "政府"]),
    ("roles", "_BRACKETED", "search", ["市教育局（按职能分工）", "市教育局（列首位的为牵头单位）"], ["市（县）教育局"]),
    ("roles", "_MANNER", "fullmatch", ["按职能分工", "分别负责"], ["负责", "市教育局"]),
    ("roles", "_ASIDE", "match", ["下同", "以下均需各区政府负责"], ["下城区政府"]),
    ("phrases", "_LABELLED", "search", ["涉及单位：市教育局、市财政局"], ["市教育局、市财政局", "一、涉及单位：市教育局"]),
    ("names", "_NO_NAME", "search", ["涉及市教育局", "市财政局的", "各级干部"], ["市教育局"]),
    ("name_lists", "_GOVERNED", "search", ["各县区人民政府"], ["各县区"]),
    ("names", "_QUOTED", "search", ["市“双减”办"], ["“一网通办”", "推进“互联网+”"]),
    ("names", "_QUALIFIED", "search", ["有条件的县区"], ["有条件的学校"]),
    ("roles", "ROLE_WORDS", "search", ["市教育局牵头负责", "市教育局按职责分工负责", "市财政局配合"], ["负责人", "参加的单位", "市教育局"]),
    ("tables", "_RAW_LINE", "search", ["甲"], ["\n"]),
    ("tables", "_RULE_ROW", "fullmatch", ["|---|:--:|"], ["| a |"]),
    ("tables", "_NUMBER_HEAD", "fullmatch", ["序号", "编号"], ["文号"]),
    ("tables", "_TIME_HEAD", "fullmatch", ["完成时限", "时间进度"], ["时间安排表"]),
    ("boxes", "BORDER", "fullmatch", ["├────┼────┤", "+----+----+"], ["│ 1 │ 实施 │", "- 1. 实施"]),
    ("boxes", "PART_BORDER", "match", ["│ 甲 ├────┤"], ["│ 甲 │ 乙 │"]),
    ("boxes", "CELL_MARK", "search", ["甲│乙"], ["甲、乙"]),
    ("paragraphs", "TAIL_OF_NAME", "match", ["人民政府", "、市教育局"], ["市教育局", "由市财政局"]),
    ("duties", "_OFFICE", "search", ["县教育局", "市委宣传部", "各乡镇政府", "团县委"], ["数字政府", "市民中心", "市容环卫队", "市教育"]),
    ("phrases", "_DASH_FIRST", "fullmatch", ["——", " —— ", ""], ["甲——"]),
    ("lines", "GLUED", "match", ["1.60岁以上老人", "12．100%覆盖"], ["1.推进", "2018年"]),
    ("lines", "SPACED", "match", ["1  加快推进", "12　推进"], ["5 万元", "2024 年", "3"]),
    ("boxes", "GAP", "search", ["├────┤      ├────┤"], ["│ 甲 │ 乙 │"]),
    ("name_lists", "NOTHING", "fullmatch", ["无", "/", "——", "暂无"], ["无锡市", "市教育局"]),
    ("unit_lists", "ODD_TEXT", "search", ["含民办学校", "各类企业", "支持的学校"], ["国家电网", "共青团"]),
    ("unit_lists", "CERTAIN", "search", ["市教育局", "各县（市、区）政府", "市图书馆"], ["建学校", "有关部署", "领导干部"]),
    ("unit_lists", "ACTS", "match", ["落实省、市有关部署", "（1）建学校", "1.建学校"], ["应急管理局", "建设银行", "市教育局"]),
    ("phrases", "_BARE_PLACE", "search", ["甲。\n市教育局", "甲。——市教育局", "甲 —— 市教育局"], ["2024—2026年", "甲——乙", "市教育局"]),
    ("duties", "_WHO", "match", ["市教育局：负责学校建设", "市教育局。负责", "市教育局\n负责"], ["市教育局：", "市教育局牵头，负责甲"]),
    ("duties", "DUTY_BEGINS", "match", ["负责监测", "分别负责", "会同县公安局"], ["推进改革", "水库安全"]),
    ("duties", "_HELPS", "match", ["配合县住建局", "积极协助"], ["做好配合"]),
    ("duties", "_EACH", "match", ["分别负责", "按照职责分工做好"], ["负责"]),
    ("duties", "_OTHERS", "search", ["会同县公安局查处", "联合县公安局"], ["县工商业联合会", "联合参谋部", "负责"]),
    ("duties", "_DUTY_LINE", "match", ["县公安局　承担日常工作", "区住建局：负责监管"], ["市教育局　　6月底", "县公安局承担"]),
    ("duties", "_HOLDER_END", "search", ["镇中心小学", "服务窗口"], ["主要职责", "组长", "强镇帮村"]),
    ("duties", "_HEADING_TAIL", "search", ["县水利局职责", "县公安局主要职责：", "县水利局"], []),
    ("duties", "_MADE", "match", ["建设数据中心"], ["建设银行", "规范局", "县教育局"]),
    ("phrases", "_TITLE_BEFORE", "fullmatch", ["", "乡镇职责\n"], ["推进改革。\n", "乡镇职责"]),
    ("roles", "MARK_RULE", "search", ["带*号的为牵头单位", "标注★者为牵头单位", "牵头单位用*标注。"], ["牵头单位要加强", "带头牵头"]),
    (
        "labels",
        "_LABEL_FORM",
        "match",
        ["【牵头单位】市教育局", "牵头单位——市教育局", "牵头单位\n市教育局"],
        ["牵头单位要负总责", "【牵头单位：市教育局和市财政局】", "牵头单位"],
    ),
    ("labels", "BARE_LABEL", "match", ["责任单位 市教育局", "牵头部门为市财政局"], ["牵头单位要负总责", "责任单位：市教育局"]),
    ("unit_lists", "_AREA", "search", ["片区", "库区", "实行省"], ["城关区", "张坂镇"]),
    ("closing", "DATE", "match", ["2016年11月15日", "二○一六年十一月"], ["2018年年底前完成", "11月15日"]),
    ("phrases", "_ITEM", "search", ["甲。\n——整改耕地。县农业局负责", "——甲"], ["甲——乙"]),
    ("names", "SAYS", "search", ["各单位要高度重视", "市教育局负责", "各部门高度重视"], ["市应急管理局", "各有关部门", "市区应急办"]),
    ("running", "_BY_DUTY", "match", ["按职责抓好整治", "按照各自职责分工落实"], ["按期完成"]),
    ("running", "_ITEM", "match", ["一是由县公安局查处", "（2）县司法局做好普法"], ["一是", "县公安局"]),
    ("running", "_POST", "search", ["派出所", "司法所", "便民服务中心"], ["全社会", "领导小组"]),
    ("duties", "_FURTHER", "search", ["甲；县住建局：负责农房改造", "甲。\n县住建局"], ["甲，县住建局"]),
    ("duties", "_TITLE", "match", ["推进乡村振兴\n县住建局"], ["推进改革。\n", "推进改革"]),
    ("running", "_NAME_GOES_ON", "match", ["组织部", "建设管理局"], ["组织开展", "建设学校"]),
    ("running", "_NAME_ENDS", "search", ["市司法局", "各县（市、区）人民政府", "国家发展改革委"], ["市委", "市财政"]),
    ("running", "_END_GOES_ON", "match", ["局长", "直属单位"], ["动态调整", "制定"]),
    ("running", "_MAKES_RESPONSIBLE", "search", ["牵头", "按职责分工负责", "配合"], ["统筹推进", "落实"]),
    ("running", "_SETTING", "match", ["将于近期来我市"], ["定期检查", "开展"]),
    ("running", "_MUST", "match", ["要落实", "应当认真履行"], ["负责", "制定"]),
    ("running", "_GUIDES", "match", ["指导市一中", "负责督促电信公司"], ["负责", "配合"]),
    ("running", "_BEGINS", "search", ["由市教育局牵头", "上述工作由市教育局牵头"], []),
    ("running", "_WITH", "match", ["会同市财政局", "并会同市财政局"], ["同时", "市财政局"]),
    ("running", "_CONTINUES", "match", ["制定办法", "建立机制"], ["局长", "理"]),
    ("running", "_COMMON", "search", ["教育部门", "有关单位"], ["市教育局"]),
    ("running", "_NO_TASK", "match", ["的项目", "解释", "起草的《方案》", "人"], ["制定方案", "组织实施"]),
    ("running", "_EXPLAINS", "search", ["市商务局会同有关部门负责解释"], ["市商务局负责实施"]),
    ("running", "_NO_LIST", "search", ["市教育局，", "市教育局\n"], ["市教育局、市财政局"]),
    ("running", "_BETWEEN", "search", ["市教育局、市财政局", "各县（市、区）"], ["市教育局"]),
    ("running", "_STOPS", "search", ["，"], ["、"]),
    ("aligned", "_CELL", "fullmatch", ["市教育局", "市教育局 市财政局"], ["市教育局  市财政局", "甲\t乙"]),
    ("aligned", "_NUMBER", "fullmatch", ["1", "12."], ["2024", "一、"]),
    ("tables", "_COUNT", "search", ["市教育局（共2项）", "市教育局(3)"], ["各县（市、区）", "市教育局"]),
    ("labels", "_MARK_BEFORE", "match", ["★牵头单位：", "牵头单位："], []),
    ("tables", "_HOLDER_HEAD", "fullmatch", ["单位", "成员单位", "部门名称"], ["牵头单位", "单位负责人"]),
    ("tables", "_DUTY_HEAD", "fullmatch", ["工作职责", "职责分工", "主要任务"], ["任务目标", "活动场次"]),
    ("tables", "_HEAD_NOISE", "search", ["责任单位（列首位的为牵头单位）", "牵头 单位"], ["责任单位"]),
    ("tables", "_DUTIES_HEAD", "fullmatch", ["部门分工", "负责"], ["职责分工表", "牵头单位"]),
    ("tables", "_JOINED_HEAD", "search", ["责任部门及分工"], ["参与单位"]),
    ("units", "NAME_ASIDE", "search", ["市教育局（完成时限：年底）"], ["市（县）教育局", "市教育局"]),
    ("units", "OTHER_LABEL", "match", ["督办单位：市政府督查室"], ["市教育局"]),
    ("front", "_OWN_LABEL", "match", ["发文字号豫政办〔2025〕18号", "文号：豫政办"], ["豫政办〔2025〕18号"]),
    ("outline", "ANNOUNCED", "search", ["并提出如下要求，请一并抓好贯彻落实", "现就有关要求如下"], ["请按要求抓好落实"]),
    (
        "bracketed",
        "_PLACE_OF_OFFICE",
        "search",
        ["县农业农村局二楼205室", "市政府大楼3号房", "行政中心2号楼"],
        ["3号楼改造专班", "市教育局"],
    ),
]


@pytest.mark.parametrize(("module", "name", "how", "matched", "left"), TABLE, ids=[f"{row[0]}.{row[1]}" for row in TABLE])
def test_a_pattern_matches_its_example_and_leaves_the_other_alone(module, name, how, matched, left):
    find = getattr(getattr(MODULES[module], name), how)
    assert [text for text in matched if not find(text)] == []
    assert [text for text in left if find(text)] == []


MARKED = {
    "division": ("第二部分 重点任务", "第二部门负责"),
    "chapter": ("第一章 总则", "第一章程"),
    "section": ("第二节 分工", "第二节点任务"),
    "article": ("第三条　各单位要落实", "第三条款所列"),
    "chinese": ("一、重点任务分工", "一是要加强"),
    "bracketed": ("（二）市各部门要", "（二）项所列"),
    "arabic": ("17. 实施农村", "1.5 倍"),
    "decimal": ("1.2 加强", "1.5倍"),
    "bracketed_arabic": ("（3）完善", "（2016）19号"),
    "half_bracketed": ("3）完善", "3（完善）"),
    "circled": ("①建立", "②③"),
    "item": ("任务1：推进", "任务1项"),
}


@pytest.mark.parametrize("name", MARKED)
def test_a_kind_of_number_matches_its_example_and_leaves_the_other_alone(name):
    pattern = dict(MODULES["lines"].MARKERS)[name]
    matched, left = MARKED[name]
    assert pattern.match(matched) and not pattern.match(left)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("牵头单位：市住建局", "lead"),
        ("共同牵头单位：市住建局", "joint_lead"),
        ("配合单位：市财政局", "participant"),
        ("责任单位：市财政局", "responsible"),
        ("负责部门:商务部", "responsible"),
        ("整改责任单位：市水务局", "responsible"),
        ("承办部室：企业管理部", "responsible"),
        ("牵头处室：法规处", "lead"),
        ("协办站所：水利站", "participant"),
        ("省级牵头单位：省教育厅", "lead"),
        ("市直主要责任单位：市教育局", "lead"),
        ("属地责任单位：各镇街", "responsible"),
        ("牵头（责任）单位：市教育局", "lead"),
        ("牵头及责任单位：市教育局", "responsible"),
        ("责任单位及责任人：市教育局", "responsible"),
        ("责任部门和单位：市教育局", "responsible"),
        ("相关责任单位：市教育局", "responsible"),
        ("共同责任单位：市教育局", "responsible"),
        ("组织单位：市教育局", "responsible"),
        ("责任分工：市教育局牵头", "responsible"),
        ("责任镇街：各镇街", "responsible"),
        ("第一牵头单位：市教育局", "lead"),
        ("牵头部委：教育部", "lead"),
        ("主办机关：教育部", "lead"),
        ("协办机关：财政部", "participant"),
        ("联合单位：市财政局", "participant"),
        ("支持单位：市财政局", "participant"),
        ("参与配合单位：市财政局", "participant"),
        ("协同责任单位：市财政局", "participant"),
        ("联合牵头单位：市财政局", "joint_lead"),
        ("适用范围：浙江自贸试验区", None),
        ("责任人：李明", None),
    ],
)
def test_labels_give_their_role(text, role):
    found = MODULES["labels"].label_at(text, 0)
    assert found is not None and (found[0] and found[0].value) == role


@pytest.mark.parametrize("text", ["牵头单位要负总责", "配合做好工作", "责任重大", "范围广"])
def test_words_without_a_colon_are_no_label(text):
    assert MODULES["labels"].label_at(text, 0) is None


def test_no_pattern_is_without_examples():
    listed = {(module, name) for module, name, *_ in TABLE}
    homes = {id(getattr(MODULES[module], name)) for module, name in listed}
    named = [
        (module, name, value) for module, found in MODULES.items() for name, value in vars(found).items() if isinstance(value, re.Pattern)
    ]
    assert [(module, name) for module, name, value in named if id(value) not in homes] == []
    assert set(dict(MODULES["lines"].MARKERS)) == set(MARKED)


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("牵头负责", "lead"),
        ("共同牵头", "joint_lead"),
        ("分别牵头", "joint_lead"),
        ("积极配合", "participant"),
        ("按职责分工配合", "participant"),
        ("按职责分工负责", "by_duty"),
        ("分别负责", "by_duty"),
        ("负责", "responsible"),
    ],
)
def test_verbs_give_their_role(words, role):
    assert MODULES["roles"].role_of(words).value == role
