//! What activities are about, in both languages.

use crate::random::position;

/// The words of an activity.
pub(crate) struct Words {
    pub(crate) subject: &'static str,
    pub(crate) body: &'static str,
    pub(crate) result: &'static str,
    pub(crate) next_step: &'static str,
}

type Pair = (&'static str, &'static str);

#[rustfmt::skip]
const CALLS: [Pair; 8] = [
    ("电话跟进报价反馈", "Follow up on the quotation"), ("电话确认需求清单", "Confirm the list of requirements"),
    ("首次电话沟通", "Introductory call"), ("催促合同回签", "Chase the countersigned contract"),
    ("电话回访使用情况", "Ask how the system is doing"), ("预约现场演示", "Arrange an on-site demo"),
    ("沟通付款安排", "Discuss terms of payment"), ("了解预算审批进度", "Ask about budget approval"),
];
#[rustfmt::skip]
const VISITS: [Pair; 6] = [
    ("拜访采购负责人", "Visit the head of procurement"), ("现场勘查产线", "Survey the production line"),
    ("高层拜访", "Visit with our management"), ("现场演示终端设备", "Demo of the terminals on site"),
    ("季度客户拜访", "Quarterly visit"), ("参观客户新厂区", "Tour of the new plant"),
];
#[rustfmt::skip]
const MEETINGS: [Pair; 6] = [
    ("方案评审会", "Review of the proposal"), ("技术交流会", "Technical workshop"),
    ("项目启动会", "Kick-off meeting"), ("商务谈判", "Negotiation of terms"),
    ("线上产品演示", "Online product demo"), ("实施计划讨论", "Planning of the roll-out"),
];
#[rustfmt::skip]
const EMAILS: [Pair; 6] = [
    ("发送产品资料", "Send product brochures"), ("发送报价单", "Send the quotation"),
    ("会议纪要", "Minutes of the meeting"), ("合同草案", "Draft contract"),
    ("同行业案例分享", "Reference cases in their industry"), ("回复技术问题", "Answers to technical questions"),
];
#[rustfmt::skip]
const TASKS: [Pair; 6] = [
    ("准备投标文件", "Prepare the tender documents"), ("更新报价", "Update the quotation"),
    ("整理需求文档", "Write up the requirements"), ("申请特价审批", "Request approval of a special price"),
    ("安排样机发货", "Ship the demo unit"), ("核对应收账款", "Check outstanding receivables"),
];
#[rustfmt::skip]
const NOTES: [Pair; 5] = [
    ("客户组织架构变动", "Change in their organisation"), ("竞争对手动态", "News of a competitor"),
    ("客户预算信息", "About their budget"), ("关键决策人偏好", "What the decision maker prefers"),
    ("展会交流记录", "Talk at the trade fair"),
];
#[rustfmt::skip]
const BODIES: [Pair; 5] = [
    ("客户关注交付周期和售后响应，希望看到同规模企业的案例。", "They care about lead time and support and want to see a reference of their size."),
    ("对方目前使用 Excel 管理设备台账，准备年内上线系统。", "They keep the asset register in a spreadsheet and plan to go live this year."),
    ("预算约在第四季度确定，届时重新报价。", "The budget is set in the fourth quarter; quote again then."),
    ("技术负责人认可方案，采购部要求再降 5%。", "Engineering likes the proposal, procurement asks for another 5 %."),
    ("客户计划扩建，新厂区预计明年三月投产。", "They are expanding; the new plant should start in March."),
];
#[rustfmt::skip]
const RESULTS: [Pair; 7] = [
    ("客户有兴趣，要求提供正式报价。", "Interested; asks for a formal quotation."), ("已确认需求，下周安排演示。", "Requirements confirmed, demo next week."),
    ("暂无预算，季度末再联系。", "No budget now; get back at the end of the quarter."), ("对价格有异议，需内部讨论。", "Price is an issue; to be discussed inside."),
    ("沟通顺利，进入合同流程。", "Went well; the contract is next."), ("联系人出差，改期。", "Contact is travelling; put off."),
    ("问题已解决，客户满意。", "Problem solved, customer is happy."),
];
#[rustfmt::skip]
const NEXT_STEPS: [Pair; 5] = [
    ("三天内发送报价", "Send the quotation within three days"), ("安排技术人员现场支持", "Get an engineer on site"),
    ("两周后回访", "Get back in two weeks"), ("约见财务总监", "Meet the CFO"), ("提交合同审批", "Submit the contract for approval"),
];

/// The words of activity `number`.
pub(crate) fn words(kind: &str, is_foreign: bool, number: u64) -> Words {
    let subjects: &[Pair] = match kind {
        "call" => &CALLS,
        "visit" => &VISITS,
        "meeting" => &MEETINGS,
        "email" => &EMAILS,
        "task" => &TASKS,
        _ => &NOTES,
    };
    let choose = |pairs: &[Pair], turn: u64| {
        let at = position((number / turn).wrapping_mul(2_654_435_761) >> 7) % pairs.len().max(1);
        let pair = pairs.get(at).copied().unwrap_or_default();
        if is_foreign { pair.1 } else { pair.0 }
    };
    Words {
        subject: choose(subjects, 1),
        body: choose(&BODIES, 3),
        result: choose(&RESULTS, 2),
        next_step: choose(&NEXT_STEPS, 5),
    }
}
