using TungNgo.Accounts;
using TungNgo.Accounts.Users;

namespace TungNgo.Web.Layout;

/// <summary>The console's menu: one line per section, shown to those who may open it; sections of an area keep the unit one is in.</summary>
internal sealed record NavItem(string Href, string Text, string Icon, Permission Needs, bool OfArea = false);

internal static class Navigation
{
    private static readonly NavItem[] Items =
    [
        new("/", "nav.overview", "layout-dashboard", Permission.ViewFigures, OfArea: true),
        new("/areas", "nav.areas", "map-2", Permission.ViewAreas),
        new("/teams", "nav.teams", "users-group", Permission.ViewTeams, OfArea: true),
        new("/households", "nav.households", "building-cottage", Permission.ViewHouseholds, OfArea: true),
        new("/help", "nav.help", "message-circle-question", Permission.AnswerHelp, OfArea: true),
        new("/bulletins", "nav.bulletins", "speakerphone", Permission.ViewBulletins, OfArea: true),
        new("/services", "nav.services", "list-check", Permission.ViewCatalogue),
        new("/phones", "nav.phones", "device-mobile", Permission.ManageDevices),
        new("/admin", "nav.admin", "settings", Permission.ManageAccounts),
        new("/admin/channels", "nav.channels", "send", Permission.ManageChannels),
        new("/audit", "nav.audit", "history", Permission.ViewAudit),
    ];

    /// <summary>Keys of the menu's words.</summary>
    public static IEnumerable<string> Texts => Items.Select(i => i.Text);

    public static IEnumerable<NavItem> For(CurrentUser user) => Items.Where(i => user.Can(i.Needs));
}
