using TungNgo.Accounts.Users;
using TungNgo.Areas;

namespace TungNgo.Accounts;

/// <summary>What a route needs. Every route states one (or that anyone may call it); a test walks them all.</summary>
public enum Permission
{
    ViewFigures, ViewAreas, ManageAreas, ViewTeams, ManageTeams, ViewHouseholds, ManageHouseholds, ImportHouseholds,
    ViewCatalogue, ManageCatalogue, ManageDevices, ManageAccounts, ViewAudit, SyncPhone,
    ViewBulletins, WriteBulletins, ApproveBulletins, ManageBulletins, ManageChannels, AnswerHelp,
    ViewWater, ManageWater, SignThresholds,
    EnterReports, ApproveReports, ManageIndicators, ViewProvinces, ManageMail,

    /// <summary>Keys of programs that read figures, and systems that figures are sent to.</summary>
    ManageExchange,

    /// <summary>Campaigns of a unit; whoever writes one does not sign it.</summary>
    ManageCampaigns, ApproveCampaigns,

    /// <summary>Classes of a unit; whoever writes or closes one does not sign its certificates.</summary>
    ManageTraining, SignCertificates,

    /// <summary>Sheets of members' work: the officer stands for them, another locks them, and the province sets what is paid.</summary>
    ViewWorkSheets, ManageWorkSheets, ApproveWorkSheets, ManageWorkRates,

    /// <summary>What members ask, and the list of answers that their phones hold.</summary>
    AnswerQuestions,

    /// <summary>What teams are given to hand out.</summary>
    ManageStock,

    /// <summary>Any signed-in official, whatever the role: own password, own sessions, own language.</summary>
    OwnAccount,
}

/// <summary>
/// Roles × permissions. Data of single households goes only to those whose work is at the doors: the commune's officer and, on the
/// phone, the team. Whoever approves, compares or audits reads figures. Administrators keep accounts, not registers.
/// </summary>
internal static class Permissions
{
    private static readonly Permission[] Look = [Permission.ViewFigures, Permission.ViewAreas, Permission.ViewTeams, Permission.ViewCatalogue, Permission.ViewBulletins, Permission.ViewWater];

    private static readonly Dictionary<Role, HashSet<Permission>> ByRole = new()
    {
        [Role.Member] = [Permission.SyncPhone],
        [Role.Leader] = [Permission.SyncPhone, Permission.ManageDevices],
        [Role.CommuneOfficer] = [.. Look, Permission.ViewHouseholds, Permission.ManageHouseholds, Permission.ImportHouseholds, Permission.ManageTeams, Permission.ManageDevices, Permission.ManageAreas, Permission.WriteBulletins, Permission.AnswerHelp, Permission.EnterReports, Permission.ManageCampaigns, Permission.ManageTraining, Permission.ViewWorkSheets, Permission.ManageWorkSheets, Permission.AnswerQuestions, Permission.ManageStock],
        [Role.CommuneApprover] = [.. Look, Permission.ApproveBulletins, Permission.ApproveReports, Permission.ApproveCampaigns, Permission.SignCertificates, Permission.ViewWorkSheets, Permission.ApproveWorkSheets],
        [Role.AgricultureOfficer] = [.. Look, Permission.WriteBulletins, Permission.ManageWater],
        [Role.ProvinceOfficer] = [.. Look, Permission.ManageTeams, Permission.ManageAreas, Permission.ManageCatalogue, Permission.ManageDevices, Permission.WriteBulletins, Permission.ManageBulletins, Permission.ManageWater, Permission.EnterReports, Permission.ManageIndicators, Permission.ViewProvinces, Permission.ManageExchange, Permission.ManageCampaigns, Permission.ManageTraining, Permission.ViewWorkSheets, Permission.ManageWorkRates, Permission.AnswerQuestions, Permission.ManageStock],
        [Role.ProvinceApprover] = [.. Look, Permission.ApproveBulletins, Permission.SignThresholds, Permission.ApproveReports, Permission.ViewProvinces, Permission.ApproveCampaigns, Permission.SignCertificates],
        [Role.Auditor] = [.. Look, Permission.ViewAudit, Permission.ViewProvinces, Permission.ViewWorkSheets],
        [Role.Administrator] = [.. Look, Permission.ManageAccounts, Permission.ManageDevices, Permission.ViewAudit, Permission.ManageAreas, Permission.ManageChannels, Permission.ManageExchange, Permission.ManageMail],
    };

    /// <summary>What they change holds for everybody, so they are held at the province or not at all.</summary>
    private static readonly HashSet<Permission> ProvinceWide = [Permission.ManageCatalogue, Permission.ManageBulletins, Permission.SignThresholds, Permission.ManageIndicators, Permission.ViewProvinces, Permission.ManageMail, Permission.ManageWorkRates];

    public static bool Allows(this Role role, Permission permission) => ByRole.TryGetValue(role, out var allowed) && allowed.Contains(permission);

    /// <summary>Whoever speaks for an office in an emergency, or says who may, is not known by a password alone.</summary>
    public static bool NeedsSecondFactor(this Role role) => role.Allows(Permission.ApproveBulletins) || role.Allows(Permission.ManageAccounts);

    public static bool IsProvinceWide(this Permission permission) => ProvinceWide.Contains(permission);

    /// <summary>
    /// Whether a role can be held in a unit of this tier: whoever gives roles in a commune must not be able to give the province's there.
    /// Members and leaders are known by their phone and their team, never by an account.
    /// </summary>
    public static bool Fits(this Role role, AreaTier tier) => role switch
    {
        Role.ProvinceOfficer or Role.ProvinceApprover => tier is AreaTier.Province or AreaTier.Country,
        Role.CommuneOfficer or Role.CommuneApprover => tier is AreaTier.District or AreaTier.Commune,
        Role.AgricultureOfficer or Role.Auditor or Role.Administrator => tier != AreaTier.Hamlet,
        _ => false,
    };
}
