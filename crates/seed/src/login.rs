//! Who can sign in to the demo.

/// The password of every demo user.
pub const DEMO_PASSWORD: &str = "Lantern-Harbour-2-Quiet";

/// A demo user to sign in as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Login {
    /// Code of the role the user holds.
    pub role: &'static str,
    /// Sign-in name.
    pub email: &'static str,
    /// Name as shown to colleagues.
    pub name: &'static str,
    /// Branch the user works at.
    pub branch: &'static str,
}

const fn login(role: &'static str, email: &'static str, name: &'static str, branch: &'static str) -> Login {
    Login { role, email, name, branch }
}

/// One user per role, and a second sales representative whose screens are in English.
pub const DEMO_LOGINS: [Login; 9] = [
    login("administrator", "admin@demo.rapport.example", "周明远", "上海总部"),
    login("sales_director", "director@demo.rapport.example", "沈若兰", "上海总部"),
    login("branch_manager", "branch.manager@demo.rapport.example", "韩立峰", "北京分公司"),
    login("sales_manager", "sales.manager@demo.rapport.example", "陆嘉宁", "上海总部"),
    login("sales_representative", "sales@demo.rapport.example", "顾晓雯", "上海总部"),
    login("sales_representative", "sales.sg@demo.rapport.example", "Priya Nair", "Singapore Branch"),
    login("finance", "finance@demo.rapport.example", "唐静怡", "上海总部"),
    login("service_agent", "service@demo.rapport.example", "罗思远", "上海总部"),
    login("auditor", "auditor@demo.rapport.example", "崔文博", "上海总部"),
];
