"""What a permission lets somebody do, in words."""

from signoff.inbox.access import Permission

MEANS = {
    Permission.MANAGE: "Change settings, see every request, answer for others",
    Permission.RESPOND: "See and answer own requests",
    Permission.START: "Start runs",
    Permission.AUDIT: "Read the audit trail",
    Permission.PEOPLE: "Manage people, roles and tokens",
}
BY_NAME = {permission.value: said for permission, said in MEANS.items()}
