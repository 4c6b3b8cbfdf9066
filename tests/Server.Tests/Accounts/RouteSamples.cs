using System.Net.Http.Json;
using System.Text.RegularExpressions;
using TungNgo.Accounts;
using TungNgo.Accounts.Users;
using TungNgo.Areas;
using TungNgo.Areas.Register;
using TungNgo.Badges;
using TungNgo.Bulletins;
using TungNgo.Bulletins.Desk;
using TungNgo.Bulletins.Writing;
using TungNgo.Help;
using TungNgo.Portal;
using TungNgo.Services;
using TungNgo.Sync;
using TungNgo.Teams;
using TungNgo.Teams.Groups;
using TungNgo.Teams.Members;
using TungNgo.Teams.Phones;
using TungNgo.Water.Ways;

namespace TungNgo.Tests.Accounts;

/// <summary>How one route is called: an address with real ids, the unit it touches (null: the role alone decides), and a body.</summary>
internal sealed record Sample(string Path, Guid? AreaId, Func<HttpContent>? Body);

/// <summary>
/// The explicit part of the route walk: who may do what, and with which ids and bodies each route is called. A new route fails the
/// walk until it is understood here.
/// </summary>
internal sealed partial class RouteSamples(RouteWorld world)
{
    /// <summary>Who holds which permission; written by hand beside the matrix of the app, so that a slip in one shows.</summary>
    public static readonly Dictionary<Permission, Role[]> Expected = new()
    {
        [Permission.ViewFigures] = RouteWorld.Officials,
        [Permission.ViewAreas] = RouteWorld.Officials,
        [Permission.ViewTeams] = RouteWorld.Officials,
        [Permission.ViewCatalogue] = RouteWorld.Officials,
        [Permission.OwnAccount] = RouteWorld.Officials,
        [Permission.ViewHouseholds] = [Role.CommuneOfficer],
        [Permission.ManageHouseholds] = [Role.CommuneOfficer],
        [Permission.ImportHouseholds] = [Role.CommuneOfficer],
        [Permission.ManageTeams] = [Role.CommuneOfficer, Role.ProvinceOfficer],
        [Permission.ManageAreas] = [Role.CommuneOfficer, Role.ProvinceOfficer, Role.Administrator],
        [Permission.ManageCatalogue] = [Role.ProvinceOfficer],
        [Permission.ManageDevices] = [Role.Leader, Role.CommuneOfficer, Role.ProvinceOfficer, Role.Administrator],
        [Permission.ManageAccounts] = [Role.Administrator],
        [Permission.ViewAudit] = [Role.Auditor, Role.Administrator],
        [Permission.SyncPhone] = [Role.Member, Role.Leader],
        [Permission.ViewBulletins] = RouteWorld.Officials,
        [Permission.WriteBulletins] = [Role.CommuneOfficer, Role.AgricultureOfficer, Role.ProvinceOfficer],
        [Permission.ApproveBulletins] = [Role.CommuneApprover, Role.ProvinceApprover],
        [Permission.ManageBulletins] = [Role.ProvinceOfficer],
        [Permission.ManageChannels] = [Role.Administrator],
        [Permission.AnswerHelp] = [Role.CommuneOfficer],
        [Permission.ViewWater] = RouteWorld.Officials,
        [Permission.ManageWater] = [Role.AgricultureOfficer, Role.ProvinceOfficer],
        [Permission.SignThresholds] = [Role.ProvinceApprover],
        [Permission.EnterReports] = [Role.CommuneOfficer, Role.ProvinceOfficer],
        [Permission.ApproveReports] = [Role.CommuneApprover, Role.ProvinceApprover],
        [Permission.ManageIndicators] = [Role.ProvinceOfficer],
        [Permission.ViewProvinces] = [Role.ProvinceOfficer, Role.ProvinceApprover, Role.Auditor],
        [Permission.ManageExchange] = [Role.ProvinceOfficer, Role.Administrator],
        [Permission.ManageMail] = [Role.Administrator],
        [Permission.ManageCampaigns] = [Role.CommuneOfficer, Role.ProvinceOfficer],
        [Permission.ApproveCampaigns] = [Role.CommuneApprover, Role.ProvinceApprover],
        [Permission.ManageTraining] = [Role.CommuneOfficer, Role.ProvinceOfficer],
        [Permission.SignCertificates] = [Role.CommuneApprover, Role.ProvinceApprover],
        [Permission.ViewWorkSheets] = [Role.CommuneOfficer, Role.CommuneApprover, Role.ProvinceOfficer, Role.Auditor],
        [Permission.ManageWorkSheets] = [Role.CommuneOfficer],
        [Permission.ApproveWorkSheets] = [Role.CommuneApprover],
        [Permission.ManageWorkRates] = [Role.ProvinceOfficer],
        [Permission.AnswerQuestions] = [Role.CommuneOfficer, Role.ProvinceOfficer],
        [Permission.ManageStock] = [Role.CommuneOfficer, Role.ProvinceOfficer],
    };

    /// <summary>What these change holds for everybody: they are held at the province or not at all.</summary>
    public static readonly Permission[] ProvinceWide = [Permission.ManageCatalogue, Permission.ManageBulletins, Permission.SignThresholds, Permission.ManageIndicators, Permission.ViewProvinces, Permission.ManageMail, Permission.ManageWorkRates];

    /// <summary>Routes whose answer depends on the caller alone: lists and forms that hold only what the caller may see (searched for leaks).</summary>
    private static readonly HashSet<string> WithoutArea =
    [
        "/", "/areas", "/areas/import", "/areas/merge", "/areas/reorganise", "/areas/reorganise/new", "/areas/export", "/areas.{format}", "/api/areas", "/teams", "/teams/new", "/teams/list.{format}", "/teams/members.xlsx",
        "/teams/template.xlsx", "/teams/download", "/teams/counts", "/api/teams", "/households", "/households/add", "/households/twins", "/households/conflicts", "/households/waiting", "/households/import", "/households/export", "/api/imports",
        "/services", "/api/services", "/search", "/admin", "/admin/users/new", "/phones", "/audit", "/audit/export", "/me", "/me/password", "/me/second-factor", "/me/second-factor/app", "/me/passkeys/options", "/sign-out", "/api/devices",
        "/api/sync/pull", "/api/sync/guides", "/api/sync/push", "/api/sync/media/{id}", "/api/enrol/member", "/api/figures/definitions", "/teams/import", "/teams/import/bad.xlsx",
        "/help", "/help/export", "/api/help", "/walks", "/walks/cut", "/walks/count", "/gatherings", "/gatherings/new",
        "/questions", "/answers", "/answers/new", "/stock", "/stock/sheet", "/stock/kinds",
        "/water", "/water/download", "/water/bulletin", "/water/bulletin/download", "/water/checks", "/water/replay", "/water/readings", "/water/thresholds", "/water/thresholds/new", "/water/risks", "/water/stations/new",
        "/bulletins", "/bulletins/export", "/bulletins/new", "/api/bulletins", "/bulletins/settings", "/bulletins/settings/kinds/{code}", "/bulletins/settings/rules/new", "/bulletins/settings/rules/{id}",
        "/bulletins/settings/templates/new", "/bulletins/settings/templates/{code}",
        "/admin/channels", "/admin/channels/new", "/admin/channels/zalo",
        "/reports", "/reports/waiting", "/indicators", "/indicators/new", "/indicators/sheet", "/indicators/compare", "/indicators/compare/sheet", "/areas/boundaries", "/indicators/{code}", "/indicators/{code}/edit", "/indicators/{code}/sheet", "/api/indicators",
        "/provinces", "/provinces/new", "/provinces/{id}", "/provinces/{id}/sender", "/provinces/sheet", "/api/provinces/figures", "/indicators/upward", "/indicators/upward/package",
        "/api/indicators/periods", "/exchange", "/exchange/keys/new", "/exchange/systems/new", "/exchange/send",
        "/reports/periods", "/reports/periods/add/kind", "/reports/periods/add/days", "/reports/periods/{code}",
        "/reports/forms", "/reports/forms/new", "/reports/forms/{code}", "/tables", "/tables/new", "/tables/sheet", "/admin/mail", "/me/mail",
        "/water/mqtt", "/water/seasons", "/water/seasons/download",
        "/water/authorities", "/water/authorities/drafts", "/water/authorities/new", "/water/authorities/{id}", "/water/forms", "/water/forms/new/{kind}",
        "/campaigns", "/campaigns/new", "/api/campaigns",
        "/badges", "/training", "/training/classes/new", "/training/skills", "/training/completions",
        "/work", "/work/sheet", "/work/payments", "/work/payments/sheet", "/work/praise", "/work/rates", "/api/sync/work",
        "/documents", "/documents/templates", "/documents/templates/{id}/download",
    ];

    /// <summary>Addresses that a route needs beside its path.</summary>
    private Dictionary<string, (string Query, Guid? AreaId)> Queries => new()
    {
        ["/hoi/xem"] = ("?ma=KHONGCO", null), ["/api/portal/push/key"] = ($"?hamlet={world.HamletId}", null),
        ["/api/boundaries.geojson"] = ($"?area={world.CommuneId}", world.CommuneId),
        ["/api/indicators/values"] = ($"?area={world.CommuneId}&period=2024-M9", world.CommuneId),
        ["/api/provinces/figures"] = ("?indicator=TO", null), ["/indicators/upward/package"] = ("?period=2024-M8", null),
        ["/api/exchange/adx"] = ($"?system=dhis2&area={world.CommuneId}&period=2024-M8", world.CommuneId),
        ["/api/exchange/dataValueSets"] = ($"?system=dhis2&area={world.CommuneId}&period=2024-M8", world.CommuneId),
        ["/api/teams/counts"] = ($"?area={world.CommuneId}", world.CommuneId),
        ["/teams/import/bad.xlsx"] = ("?file=none", null), ["/search"] = ("?q=Ly%20Den", null), ["/households"] = ("?q=Ly%20Den", null), ["/api/sync/pull"] = ("?after=0", null), ["/api/sync/guides"] = ("?after=0", null),
        ["/documents/new"] = ($"?kind=members&team={world.TeamId}", world.HamletId),
        ["/audit/export"] = ("?format=csv", null), ["/api/figures/{areaid}/series"] = ("?indicator=households", null),
    };

    /// <summary>Ids by the route up to the parameter, and the unit in which the thing lies.</summary>
    private Dictionary<string, (object Value, Guid? AreaId)> Values => new()
    {
        ["/areas/{id}"] = (world.CommuneId, world.CommuneId),
        ["/areas/boundaries/{id}"] = (world.BoundaryListId, world.ProvinceId),
        ["/areas/reorganise/{id}"] = (world.SetId, world.CommuneId),
        ["/areas/reorganise/{id}/split/{index}"] = (0, world.CommuneId),
        ["/areas/{id}/lanes"] = (world.HamletId, world.HamletId),
        ["/api/areas/{id}"] = (world.CommuneId, world.CommuneId),
        ["/api/areas/{id}/rename"] = (world.HamletId, world.HamletId),
        ["/api/areas/{id}/reparent"] = (world.HamletId, world.HamletId),
        ["/api/areas/{id}/end"] = (world.HamletId, world.HamletId),
        ["/api/areas/{id}/lanes"] = (world.HamletId, world.HamletId),
        ["/figures/{id}"] = (world.CommuneId, world.CommuneId),
        ["/figures/{areaid}"] = (world.CommuneId, world.CommuneId),
        ["/api/figures/{areaid}"] = (world.CommuneId, world.CommuneId),
        ["/questions/{id}"] = (world.QuestionId, world.HamletId),
        ["/answers/{id}"] = (world.AnswerId, world.CommuneId),
        ["/stock/teams/{id}"] = (world.TeamId, world.HamletId),
        ["/help/{id}"] = (world.HelpId, world.HamletId),
        ["/help/{id}/sound/{file}"] = (Guid.Empty, world.HamletId),
        ["/api/help/{id}"] = (world.HelpId, world.HamletId),
        ["/water/stations/{id}"] = (world.StationId, world.CommuneId),
        ["/water/stations/{id}/photos/{file}"] = (Guid.Empty, world.CommuneId),
        ["/water/events/{id}"] = (world.WaterEventId, world.CommuneId),
        ["/reports/{id}"] = (world.ReportId, world.CommuneId),
        ["/reports/evidence/{id}"] = (Guid.Empty, world.CommuneId),
        ["/indicators/{code}"] = ("TO", null),
        ["/provinces/{id}"] = (world.SenderId, null),
        ["/exchange/keys/{id}"] = (world.KeyId, world.CommuneId),
        ["/exchange/systems/{id}"] = (world.SystemId, world.CommuneId),
        ["/reports/forms/{code}"] = ("BC-TCNS-THANG", null),
        ["/reports/periods/{code}"] = ("MA", null),
        ["/campaigns/{id}"] = (world.CampaignId, world.CommuneId),
        ["/walks/{id}"] = (world.WalkId, world.HamletId),
        ["/gatherings/{id}"] = (world.GatheringId, world.HamletId),
        ["/hen/{id}"] = (world.GatheringId, null),
        ["/hen/ma/{code}"] = ("KHONGCO", null),
        ["/api/campaigns/{id}"] = (world.CampaignId, world.CommuneId),
        ["/training/classes/{id}"] = (world.ClassId, world.CommuneId),
        ["/training/certificates/{id}"] = (world.CertificateId, world.CommuneId),
        ["/chung-nhan/{code}"] = ("KHONGCO", null),
        ["/badges/keys/{year}"] = (2024, null),
        ["/badges/courses/{code}"] = ("security", null),
        ["/work/teams/{id}"] = (world.TeamId, world.HamletId),
        ["/api/work/{teamid}"] = (world.TeamId, world.HamletId),
        ["/tables/{id}"] = (world.TableId, world.CommuneId),
        ["/thu/{token}"] = ("KHONGCO", null),
        ["/bc/{seal}"] = ("KHONGCO", null),
        ["/hooks/{channel}"] = (world.HamletId, null),
        ["/hooks/{channel}/{key}"] = ("sai", null),
        ["/t/{code}"] = ("KHONGCO", null),
        ["/t/{code}/da-lam"] = ("KHONGCO", null),
        ["/t/{code}/tep/{id}"] = (Guid.Empty, null),
        ["/tin/{area}"] = (world.HamletId, null),
        ["/tin/{area}/nuoc.wav"] = (world.HamletId, null),
        ["/tin/huong-dan/{service}"] = ("vneid2", null),
        ["/loa/{code}"] = ("KHONGCO", null),
        ["/cap/{code}"] = ("KHONGCO", null),
        ["/cap/{code}/{number}"] = (1, null),
        ["/hoi/{code}"] = ("KHONGCO", null),
        ["/thoi/{token}"] = ("KHONGCO", null),
        ["/b/{token}"] = ("KHONGCO", null),
        ["/households/{id}"] = (world.HouseholdId, world.HamletId),
        ["/households/import/{id}"] = (world.ImportId, world.CommuneId),
        ["/api/imports/{id}"] = (world.ImportId, world.CommuneId),
        ["/services/{code}"] = ("vneid2", null),
        ["/services/{code}/guide/{language}"] = ("vi", null),
        ["/api/services/{id}"] = (world.ServiceId, null),
        ["/api/services/{id}/guides/{language}"] = ("vi", null),
        ["/bulletins/{id}"] = (world.BulletinId, world.CommuneId),
        ["/bulletins/{id}/card/{language}"] = ("vi", world.CommuneId),
        ["/bulletins/files/{id}"] = (world.FileId, world.CommuneId),
        ["/bulletins/settings/kinds/{code}"] = ("salt", null),
        ["/bulletins/settings/rules/{id}"] = (world.RuleId, null),
        ["/bulletins/settings/templates/{code}"] = ("meeting", null),
        ["/api/bulletins/{id}"] = (world.BulletinId, world.CommuneId),
        ["/water/authorities/{id}"] = (world.SourceId, null),
        ["/water/forms/new/{kind}"] = ("weather", null),
        ["/water/forms/{id}"] = (world.FormId, world.CommuneId),
        ["/documents/{id}"] = (world.DocumentId, world.CommuneId),
        ["/documents/templates/{id}"] = (world.DocumentTemplateId, null),
        ["/admin/channels/{id}"] = (world.ChannelId, world.CommuneId),
        ["/admin/users/{id}"] = (world.OfficialId, world.CommuneId),
        ["/api/sync/media/{id}"] = (Guid.Empty, null),
        ["/api/devices/{id}"] = (world.LostPhoneId, world.HamletId),
        ["/teams/{id}"] = (world.TeamId, world.HamletId),
        ["/teams/{id}/groups/{groupid}"] = (world.ZaloGroupId, world.HamletId),
        ["/teams/{id}/badges/{memberid}"] = (world.MemberId, world.HamletId),
        ["/teams/{id}/members/{seatid}"] = (world.SeatId, world.HamletId),
        ["/teams/members/{id}"] = (world.MemberId, world.HamletId),
        ["/api/teams/{id}"] = (world.TeamId, world.HamletId),
        ["/api/teams/{id}/members/{membership}"] = (world.SeatId, world.HamletId),
        ["/api/teams/members/{member}"] = (world.MemberId, world.HamletId),
        ["/api/teams/{id}/zalo-groups/{group}"] = (world.ZaloGroupId, world.HamletId),
    };

    /// <summary>Bodies of routes that are not pages, with the unit that the body itself speaks of. Far days keep the walk's world as it is.</summary>
    private Dictionary<string, (Func<HttpContent>? Body, Guid? AreaId)> Bodies => new()
    {
        ["POST /api/areas"] = (Json(new NewArea(AreaKind.Hamlet, "Ấp Mới", world.CommuneId, Far, "QĐ 1")), world.CommuneId),
        ["POST /api/areas/merge"] = (Json(new AreaMerge([world.CommuneId, world.SiblingId], AreaKind.Commune, "Xã Mới", null, Far, "NQ 1")), world.ProvinceId),
        ["POST /api/areas/{id}/rename"] = (Json(new AreaRename("Mới", AreaKind.Hamlet, Far, "QĐ 2")), null),
        ["POST /api/areas/{id}/reparent"] = (Json(new AreaReparent(world.SiblingId, Far, "QĐ 3")), world.DistrictId),
        ["POST /api/areas/{id}/end"] = (Json(new AreaEnding(world.OtherHamletId, Far, "QĐ 4")), null),
        ["PUT /api/areas/{id}/lanes"] = (Json(new[] { new LaneLine(null, "Tổ 9") }), null),
        ["PUT /api/areas/{id}/statistics"] = (Json(new StatisticsEntry(new DateOnly(2024, 9, 1), 1, 1, 0.5, "niên giám")), null),
        ["POST /api/services"] = (Json(new NewService("so-suc-khoe", ServiceKind.Service, ServiceSubject.Person, new ServiceEdit(new() { ["vi"] = "Sổ sức khỏe" }, new() { ["vi"] = "Sức khỏe" }, [], "id", 20, true, [new("forgot", new() { ["vi"] = "Quên mật khẩu" })]))), null),
        ["PUT /api/services/{id}"] = (Json(new ServiceEdit([], [], [], "x", 1, true, [])), null),
        ["PUT /api/services/{id}/guides/{language}"] = (Json(new GuideEdit("", "", false, -1)), null),
        ["POST /api/imports"] = (() => new MultipartFormDataContent { { new StringContent($"{world.CommuneId}"), "area" }, { new ByteArrayContent([1, 2, 3]), "file", "danh-sach.xlsx" } }, world.CommuneId),
        ["POST /households/import/upload"] = (() => new MultipartFormDataContent { { new StringContent($"{world.CommuneId}"), "area" } }, null),
        ["PUT /api/imports/{id}/mapping"] = (Json(new { signature = "x", fields = new[] { "Head" } }), null),
        ["PUT /api/imports/{id}/answers"] = (Json(new { answers = new Dictionary<string, string>() }), null),
        ["POST /api/imports/{id}/take"] = (null, null),
        ["POST /api/imports/{id}/undo"] = (null, null),
        ["POST /api/teams"] = (Json(new TeamForm("Tổ mới", TeamLevel.Hamlet, world.HamletId, "QĐ 5", new DateOnly(2024, 9, 1))), world.HamletId),
        ["PUT /api/teams/{id}"] = (Json(new TeamEdit(Stale, "Tổ", null, null, null, null)), null),
        ["POST /api/teams/{id}/reform"] = (Json(new TeamReform(Stale, Far, "QĐ 6", [new SeatEntry(new MemberEntry(null, "Lâm Sương"), TeamRole.Leader)])), null),
        ["POST /api/teams/{id}/dissolve"] = (Json(new TeamEnding(Stale, Far, "QĐ 7")), null),
        ["POST /api/teams/{id}/members"] = (Json(new MembershipForm(Stale, new MemberEntry(null, "Lâm Sương"), TeamRole.Member, null, Far)), null),
        ["POST /api/teams/{id}/members/{membership}/end"] = (Json(new MembershipEnding(Stale, Far)), null),
        ["POST /api/teams/{id}/members/{membership}/role"] = (Json(new RoleChange(Stale, TeamRole.Deputy, null, Far)), null),
        ["PUT /api/teams/members/{member}"] = (Json(new MemberEdit(Stale, "Kim Thị Út", null, null, ["vi"])), null),
        ["POST /api/teams/{id}/zalo-groups"] = (Json(new ZaloGroupForm(Stale, "Nhóm", null, "residents", "vi", null)), null),
        ["PUT /api/teams/{id}/zalo-groups/{group}"] = (Json(new ZaloGroupForm(Stale, "Nhóm", null, "residents", "vi", null)), null),
        ["PUT /api/teams/{id}/zalo-groups/{group}/counts"] = (Json(new ZaloCountRow(new DateOnly(2024, 9, 1), 10)), null),
        ["POST /api/bulletins"] = (Json(Bulletin), world.CommuneId),
        ["PUT /api/bulletins/{id}"] = (Json(Bulletin with { Edition = Stale }), null),
        ["POST /api/bulletins/{id}/files"] = (() => new MultipartFormDataContent { { new ByteArrayContent([.. "%PDF-1.7"u8]), "file", "tin.pdf" }, { new StringContent("false"), "audio" } }, null),
        ["POST /api/bulletins/{id}/submit"] = (Json(new BulletinDecision(Stale)), null),
        ["POST /api/bulletins/{id}/withdraw"] = (Json(new BulletinDecision(Stale)), null),
        ["POST /api/bulletins/{id}/correct"] = (Json(new BulletinCorrection("Sửa giờ")), null),
        ["POST /api/bulletins/{id}/cancel"] = (Json(new BulletinDecision(Stale, "Nhầm cống")), null),
        ["POST /api/bulletins/{id}/approve"] = (Json(new BulletinDecision(Stale)), null),
        ["POST /api/bulletins/{id}/return"] = (Json(new BulletinDecision(Stale, "Ghi rõ cống")), null),
        ["POST /api/help/{id}/answer"] = (Json(new HelpReply(Stale, "Chiều nay tổ đến.")), null),
        ["POST /api/help/{id}/close"] = (Json(new HelpClosing(Stale)), null),
        ["POST /api/help/{id}/assign"] = (Json(new HelpAssignment(Stale, null)), null),
        ["POST /api/help/{id}/hamlet"] = (Json(new HelpPlace(Stale, world.OtherHamletId)), null),
        ["POST /hoi"] = (null, null),
        ["POST /hoi/{code}"] = (null, null),
        ["POST /thoi/{token}"] = (null, null),
        ["POST /b/{token}/sai"] = (null, null),
        ["POST /hen/{id}"] = (null, null),
        ["POST /hen/ma/{code}/bo"] = (null, null),
        ["PUT /api/badges/key"] = (Json(new BadgeKeyRequest(world.MemberId, "AAAA")), null),
        ["POST /api/badges/cards/end"] = (Json(new CardsEnding(world.MemberId)), world.HamletId),
        ["POST /thu/{token}/xong"] = (null, null),
        ["POST /t/{code}/da-lam"] = (null, null),
        ["POST /api/portal/push"] = (Json(new PushSubscribe("http://127.0.0.1/", "", "", world.HamletId, "vi")), null),
        ["POST /api/portal/push/remove"] = (Json(new PushUnsubscribe("http://127.0.0.1/")), null),
        ["POST /api/portal/push/shown"] = (Json(new PushShown("x", "http://127.0.0.1/")), null),
        ["POST /api/enrol"] = (Json(new EnrolRequest("XXXXXXXX", "Máy")), null),
        ["POST /api/enrol/member"] = (Json(new EnrolRequest("XXXXXXXX", "Máy")), null),
        ["POST /api/enrolments"] = (Json(new EnrolmentCodeRequest(world.MemberId)), world.HamletId),
        ["POST /api/devices/{id}/revoke"] = (null, null),
        ["PUT /api/sync/media/{id}"] = (() => new ByteArrayContent([]), null),
        ["POST /api/sync/push"] = (Json(new PushRequest([])), null),
        ["POST /sign-out"] = (null, null),
        ["POST /sign-in/passkey/options"] = (null, null),
        ["POST /me/passkeys/options"] = (null, null),
        ["POST /language"] = (null, null),
        ["POST /demo/clock"] = (null, null),
        ["POST /api/water/readings"] = (Json(new PushedReadings([])), null),
        ["POST /api/provinces/packages"] = (world.StrangersPackage, null),
        ["POST /hooks/{channel}"] = (Json(new { }), null),
        ["POST /hooks/{channel}/{key}"] = (Json(new { }), null),
    };

    /// <summary>Files that the small world does not have: not found is an honest answer to who may ask for them.</summary>
    public static readonly string[] MayBeMissing =
    [
        "/api/imports/{id:guid}/bad.xlsx", "/teams/import/bad.xlsx", "/field/{*path:nonfile}", "/admin/channels/zalo", "/api/sync/media/{id:guid}",
        "/help/{id:guid}/sound/{file:guid}", "/water/stations/{id:guid}/photos/{file:guid}", "/bulletins/{id:guid}/card/{language}", "/hooks/{channel:guid}", "/hooks/{channel:guid}/{key}", "/t/{code}", "/t/{code}/da-lam", "/t/{code}/tep/{id:guid}", "/loa/{code}", "/loa/{code}.wav", "/cap/{code}.xml", "/cap/{code}/{number:int}.xml",
        "/tin/{area:guid}/nuoc.wav", "/hoi/xem", "/hoi/{code}", "/hen/ma/{code}", "/hen/ma/{code}/bo", "/thoi/{token}", "/thu/{token}/xong", "/bc/{seal}", "/chung-nhan/{code}", "/reports/{id:guid}/snapshot.json", "/reports/evidence/{id:guid}", "/reports/{Id:guid}/print", "/reports/{Id:guid}/document", "/api/portal/push/key", "/api/portal/push/", "/api/portal/push",
    ];

    /// <summary>Pages that share a component, and so its stated permission, but ask for more themselves.</summary>
    public static readonly Dictionary<string, Permission[]> AsksForMore = new()
    {
        ["/teams/{Id:guid}/groups/new"] = [Permission.ManageTeams], ["/api/bulletins/{id:guid}/cancel"] = [Permission.WriteBulletins, Permission.ApproveBulletins],
    };

    /// <summary>What a unit has is its people's as well: officials of the units below see it, and change nothing of it.</summary>
    public static readonly string[] SeenFromBelow =
    [
        "/water/stations/{Id:guid}", "/water/stations/{id:guid}/download", "/water/stations/{id:guid}/photos/{file:guid}", "/water/events/{Id:guid}",
        "/training/classes/{Id:guid}",
        "/campaigns/{Id:guid}", "/campaigns/{Id:guid}/wall", "/campaigns/{Id:guid}/guests", "/campaigns/{Id:guid}/ideas", "/campaigns/{id:guid}/sheet", "/api/campaigns/{id:guid}/room",
    ];

    /// <summary>Open to whoever has the key of a thing, and to no role: without one all are strangers.</summary>
    public static readonly string[] ByKey = ["/api/water/readings", "/api/provinces/packages"];

    /// <summary>A version nobody has seen: whoever may write is told that somebody was faster, and nothing changes.</summary>
    private const int Stale = 999;

    private BulletinInput Bulletin => new(world.CommuneId, "meeting", Urgency.Routine, new() { ["vi"] = new("Mời họp", "Lúc 8 giờ.") }, "UBND xã");

    private static DateOnly Far => new(2031, 1, 1);

    /// <summary>What a rightful caller would send, to be spoilt in one place; null when the route takes no JSON.</summary>
    public string? BodyOf(string method, string rawRoute) =>
        Bodies.TryGetValue($"{method} {Plain(rawRoute)}", out var body) && body.Body?.Invoke() is JsonContent json ? json.ReadAsStringAsync().GetAwaiter().GetResult() : null;

    /// <returns>The sample, or a sentence that says what to add.</returns>
    public (Sample? Sample, string? Missing) Find(string method, string rawRoute, bool isPage, bool anonymous)
    {
        var route = Plain(rawRoute);
        var path = route;
        Guid? area = null;
        foreach (Match parameter in Parameter().Matches(route))
        {
            var key = route[..(parameter.Index + parameter.Length)];
            var (known, where) = parameter.Value is "{format}" or "{*path}" ? ((object)"csv", null)
                : Values.TryGetValue(route, out var whole) && parameter.NextMatch() is { Success: false } ? whole
                : Values.TryGetValue(key, out var value) ? value : (null!, null);
            if (known is null)
            {
                return (null, $"{method} {rawRoute}: add a sample id for \"{key}\" and the unit it lies in to RouteSamples.Values.");
            }

            path = path.Replace(parameter.Value, $"{known}", StringComparison.Ordinal);
            area ??= where;
        }

        if (area is null && !anonymous && !Queries.ContainsKey(route) && !route.StartsWith("/services/", StringComparison.Ordinal) && !route.StartsWith("/api/services/", StringComparison.Ordinal)
            && !WithoutArea.Contains(route) && !Bodies.ContainsKey($"{method} {route}"))
        {
            return (null, $"{method} {rawRoute}: it names no unit. If its answer depends on the caller alone, add it to RouteSamples.WithoutArea.");
        }

        if (method == "GET" || isPage)
        {
            var (query, asked) = Queries.GetValueOrDefault(route);
            return (new Sample(path + query, area ?? asked, null), null);
        }

        return Bodies.TryGetValue($"{method} {route}", out var body)
            ? (new Sample(path, body.AreaId ?? area, body.Body), null)
            : (null, $"{method} {rawRoute}: add a valid body (or null for none) to RouteSamples.Bodies.");
    }

    /// <summary>The route without constraints, in lower case, without a slash at its end.</summary>
    private static string Plain(string raw)
    {
        var route = "/" + Constraint().Replace(raw, "{$1}").Trim('/');
        return Parameter().Replace(route, m => m.Value.ToLowerInvariant());
    }

    private static Func<HttpContent> Json<T>(T body) => () => JsonContent.Create(body, options: TestServer.Json);

    [GeneratedRegex(@"\{(\*{0,2}\w+)(?::[^{}]*)?\??\}")]
    private static partial Regex Constraint();

    [GeneratedRegex(@"\{[^{}]+\}")]
    private static partial Regex Parameter();
}
