using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Areas.Boundaries;
using TungNgo.Areas.Reorganise;
using TungNgo.Bulletins;
using TungNgo.Bulletins.Approval;
using TungNgo.Campaigns;
using TungNgo.Training;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Documents;
using TungNgo.Exchange.Keys;
using TungNgo.Exchange.Systems;
using TungNgo.Feed;
using TungNgo.Gatherings;
using TungNgo.Help;
using TungNgo.Households.Import.Job;
using TungNgo.Lists;
using TungNgo.Providers;
using TungNgo.Reports.Ladder;
using TungNgo.Tables;
using TungNgo.Teams;
using TungNgo.Walks;
using TungNgo.Water.Authorities;
using TungNgo.Water.Events;
using TungNgo.Water.Forms;
using TungNgo.Water.Readings;
using TungNgo.Water.Stations;

namespace TungNgo.Tests.Accounts;

/// <summary>How the unit of a caller's role lies to the unit of what is touched.</summary>
internal enum Relation { Own, Above, Top, Child, Sibling, Gone }

/// <summary>Whoever calls: a browser or phone, its role and the unit of the role.</summary>
internal sealed record Caller(string Name, HttpClient Client, Role? Role, Guid? AreaId, string? Token);

internal sealed record ForeignThings(Guid Commune, Guid Hamlet, Guid Lane, Guid Household, Guid Member, Guid Bulletin, Guid File);

/// <summary>One commune with something of every kind in it, a neighbour, and callers of every role in every relation to them.</summary>
internal sealed class RouteWorld
{
    public static readonly Role[] Officials = [.. Enum.GetValues<Role>().Where(r => r is not (Role.Member or Role.Leader))];

    /// <summary>Names of people in the commune: never shown to who may not see them.</summary>
    public const string Resident = "Lý Dên";
    public static readonly string[] TeamMembers = ["Thạch Siêng", "Kim Thị Út"];

    /// <summary>A member's own.</summary>
    public const string MemberPhone = "0912345678";

    private readonly Dictionary<Relation, Guid> units = [];

    private RouteWorld(Village village) => Village = village;

    public Village Village { get; }
    public TestServer Server => Village.Server;
    public Guid CommuneId => Village.CommuneId;
    public Guid HamletId => Village.HamletId;
    public Guid OtherHamletId => Village.OtherHamletId;
    public Guid DistrictId => units[Relation.Above];
    public Guid ProvinceId => units[Relation.Top];
    public Guid SiblingId => units[Relation.Sibling];
    public Guid TeamId => Village.TeamId;
    public Guid MemberId => Village.MemberId;
    public Guid HouseholdId => Village.Households[0].Id;
    public Guid ServiceId => Village.ServiceIds["vneid2"];
    public Guid ImportId { get; } = Guid.CreateVersion7();
    public Guid ChannelId { get; } = Guid.CreateVersion7();
    public Guid ZaloGroupId { get; } = Guid.CreateVersion7();
    public Guid BulletinId { get; } = Guid.CreateVersion7();
    public Guid FileId { get; } = Guid.CreateVersion7();
    public Guid RuleId { get; private set; }
    public Guid SourceId { get; } = Guid.CreateVersion7();
    public Guid FormId { get; } = Guid.CreateVersion7();
    public Guid ReportId { get; } = Guid.CreateVersion7();
    public Guid SenderId { get; } = Guid.CreateVersion7();
    public Guid KeyId { get; } = Guid.CreateVersion7();
    public Guid SystemId { get; } = Guid.CreateVersion7();
    public Guid TableId { get; } = Guid.CreateVersion7();
    public Guid CampaignId { get; } = Guid.CreateVersion7();
    public Guid WalkId { get; } = Guid.CreateVersion7();
    public Guid GatheringId { get; } = Guid.CreateVersion7();
    public Guid ClassId { get; } = Guid.CreateVersion7();
    public Guid CertificateId { get; } = Guid.CreateVersion7();
    public Guid DocumentId { get; } = Guid.CreateVersion7();
    public Guid DocumentTemplateId { get; private set; }
    public Guid SetId { get; } = Guid.CreateVersion7();
    public Guid BoundaryListId { get; } = Guid.CreateVersion7();
    public Guid HelpId { get; } = Guid.CreateVersion7();
    public Guid QuestionId { get; } = Guid.CreateVersion7();
    public Guid AnswerId { get; } = Guid.CreateVersion7();
    public Guid StationId { get; } = Guid.CreateVersion7();
    public Guid WaterEventId { get; } = Guid.CreateVersion7();
    public Guid SeatId { get; private set; }
    public Guid LostPhoneId { get; private set; }

    /// <summary>Things of the neighbouring commune: nothing that a caller of this one names.</summary>
    public ForeignThings Foreign { get; private set; } = null!;
    public Guid OfficialId { get; private set; }

    public static async Task<RouteWorld> BuildAsync(TestServer server)
    {
        var world = new RouteWorld(await Village.BuildAsync(server));
        await world.FillAsync();
        return world;
    }

    public async Task<List<Caller>> CallersAsync()
    {
        var callers = new List<Caller> { new("nobody", Server.Browser(), null, null, null) };
        foreach (var role in Officials)
        {
            foreach (var (relation, area) in units)
            {
                var user = await AddAsync(role, area);
                var browser = await Server.SignInAsync(user);
                callers.Add(new($"{role} {relation}", browser, role, area, TungNgo.Tests.Officials.TokenOf(await browser.GetStringAsync("/me"))));
            }
        }

        callers.Add(new("leader's phone Own", await Village.EnrolAsync(Village.LeaderId), Role.Leader, HamletId, null));
        callers.Add(new("member's phone Own", await Village.EnrolAsync(Village.MemberId), Role.Member, HamletId, null));
        var (leader, member, hamlet) = await NeighboursAsync();
        callers.Add(new("leader's phone Sibling", await Village.EnrolAsync(leader), Role.Leader, hamlet, null));
        callers.Add(new("member's phone Sibling", await Village.EnrolAsync(member), Role.Member, hamlet, null));
        return callers;
    }


    private async Task FillAsync()
    {
        var areas = Server.Services.GetRequiredService<AreaTree>();
        var line = areas.Today.LineOf(CommuneId).Select(u => u.AreaId).ToList();
        units[Relation.Own] = CommuneId;
        units[Relation.Above] = line[1];
        units[Relation.Top] = line[^1];
        units[Relation.Child] = OtherHamletId;
        units[Relation.Sibling] = areas.Today.ChildrenOf(line[1]).First(u => u.AreaId != CommuneId).AreaId;
        units[Relation.Gone] = await Server.WithDbAsync(db => db.AreaVersions.Where(v => v.Code == "31513" && v.ValidTo == new DateOnly(2024, 8, 31)).Select(v => v.AreaId).SingleAsync());
        OfficialId = (await AddAsync(Role.AgricultureOfficer, CommuneId)).Id;
        SeatId = await Server.WithDbAsync(db => db.Memberships.Where(m => m.MemberId == MemberId).Select(m => m.Id).SingleAsync());
        RuleId = await Server.WithDbAsync(db => db.ApprovalRules.Select(r => r.Id).FirstAsync());
        DocumentTemplateId = await Server.WithDbAsync(db => db.DocumentTemplates.Where(t => t.Kind == DocumentKind.MemberList).Select(t => t.Id).SingleAsync());
        using var lost = await Village.EnrolAsync(MemberId);
        LostPhoneId = await Server.WithDbAsync(db => db.Devices.Select(d => d.Id).SingleAsync());
        await Server.WriteAsync((db, write) =>
        {
            db.Members.Single(m => m.Id == MemberId).Phone = MemberPhone;
            write.Changed(ChangeKind.Team, TeamId);
            db.Bulletins.Add(new Bulletin { Id = BulletinId, AreaId = CommuneId, Kind = "salt", Code = "QWERTY", CreatedAt = write.Now, Author = "Cán bộ" });
            db.BulletinVersions.Add(new BulletinVersion
            {
                Id = write.NewId(), BulletinId = BulletinId, Number = 1, State = BulletinState.Submitted, ValidFrom = write.Now, ValidTo = write.Now.AddDays(1), At = write.Now,
            });
            db.StoredFiles.Add(new StoredFile
            {
                Id = FileId, Name = "tin.ogg", ContentType = "audio/ogg", Content = [1, 2, 3], Hash = "00", At = write.Now, AreaId = CommuneId, BulletinId = BulletinId,
            });
            db.HelpRequests.Add(new HelpRequest { Id = HelpId, LookupCode = HelpText.NewCode(), From = HelpRequest.Page, Name = Resident, HamletId = HamletId, AreaId = HamletId, At = write.Now, DueAt = write.Now.AddDays(1) });
            db.HelpMessages.Add(new HelpMessage { Id = write.NewId(), RequestId = HelpId, At = write.Now, Incoming = true, Text = "Quên mật khẩu VNeID", By = Resident });
            db.HelpRequests.Add(new HelpRequest
            {
                Id = QuestionId, LookupCode = HelpText.NewCode(), From = HelpRequest.Member, Name = TeamMembers[1], HamletId = HamletId, AreaId = HamletId, TeamId = TeamId, AskedById = MemberId,
                Level = HelpLevel.Commune, At = write.Now, DueAt = write.Now.AddDays(3),
            });
            db.HelpMessages.Add(new HelpMessage { Id = write.NewId(), RequestId = QuestionId, At = write.Now, Incoming = true, Text = "Mất SIM thì sao?", By = TeamMembers[1] });
            db.KnownAnswers.Add(new TungNgo.Questions.KnownAnswer
            {
                Id = AnswerId, AreaId = CommuneId, Question = "Mất SIM thì sao?", Answer = "Làm lại SIM.", SearchText = "mat sim thi sao lam lai sim", PublishedBy = "Cán bộ", PublishedAt = write.Now, ChangedAt = write.Now,
            });
            db.StockMoves.Add(new TungNgo.Stock.StockMove
            {
                Id = write.NewId(), TeamId = TeamId, KindId = TungNgo.Stock.StockKind.Standard[2].Id, Deed = TungNgo.Stock.StockDeed.Lent, Count = 1, At = write.Now, By = TeamMembers[1],
                HouseholdId = HouseholdId, DueOn = new(2024, 10, 1),
            });
            db.StockBalances.Add(new TungNgo.Stock.StockBalance { TeamId = TeamId, KindId = TungNgo.Stock.StockKind.Standard[2].Id, Balance = -1 });
            db.Stations.Add(new Station { Id = StationId, Number = 900, Name = "Cống xã", River = "Rạch", AreaId = CommuneId });
            db.StationStates.Add(new StationState { StationId = StationId, LookedAt = write.Now });
            db.WaterEvents.Add(new WaterEvent { Id = WaterEventId, StationId = StationId, Measure = Measure.Salinity, Side = Side.Above, OpenedAt = write.Now });
            db.BoundaryLists.Add(new BoundaryList { Id = BoundaryListId, FileName = "xa.geojson", Source = "Sở", By = "Cán bộ", ValidFrom = new DateOnly(2024, 9, 1), At = write.Now });
            db.Reorganisations.Add(new Reorganisation
            {
                Id = SetId, AreaId = CommuneId, Title = "Chia ấp", Act = "NQ 1", Day = new DateOnly(2024, 10, 1), Author = "Cán bộ", CreatedAt = write.Now,
                Steps = [new(TungNgo.Areas.Reorganise.StepKind.Split, [HamletId], Parts: [new(write.NewId(), AreaKind.Hamlet, "Một", null, [], [], []), new(write.NewId(), AreaKind.Hamlet, "Hai", null, [], [], [], Rest: true)])],
            });
            db.ZaloGroups.Add(new ZaloGroup { Id = ZaloGroupId, TeamId = TeamId, Name = "Nhóm ấp" });
            db.Channels.Add(new Channel { Id = ChannelId, AreaId = CommuneId, Kind = ChannelKind.Sms, Name = "SMS của xã", Provider = "esms", BucketKey = "esms" });
            write.Changed(ChangeKind.Channel, ChannelId);
            db.AuthoritySources.Add(new AuthoritySource { Id = SourceId, AreaId = ProvinceId, Name = "Đài KTTV", Address = "https://kttv.example.vn/feed", Kind = "weather", Minutes = 15, CreatedAt = write.Now, DueAt = write.Now });
            db.WaterForms.Add(new WaterForm { Id = FormId, Kind = "weather", AreaId = CommuneId, Day = new DateOnly(2024, 9, 20), Issuer = "Đài KTTV", Author = "Cán bộ", CreatedAt = write.Now, ChangedAt = write.Now });
            db.Provinces.Add(new TungNgo.Provinces.Province { Id = SenderId, Code = "95", Name = "Bạc Liêu" });
            db.Campaigns.Add(new Campaign
            {
                Id = CampaignId, AreaId = CommuneId, Name = "Mười ngày", From = new(2024, 9, 18), To = new(2024, 9, 30), Services = [ServiceId], State = CampaignState.Approved, EditedBy = "Cán bộ", EditedAt = write.Now,
            });
            write.Changed(ChangeKind.Campaign, CampaignId);
            db.Gatherings.Add(new Gathering
            {
                Id = GatheringId, HamletId = HamletId, TeamId = TeamId, Place = "Chùa", Day = new(2024, 9, 20), Starts = new(8, 0), Minutes = 120, Services = [ServiceId], SlotMinutes = 30,
                SlotSeats = 2, EditedBy = "Cán bộ", EditedAt = write.Now,
            });
            db.Walks.Add(new Walk { Id = WalkId, HamletId = HamletId, TeamId = TeamId, Number = 1, Day = new(2024, 9, 20), Members = [MemberId], OpenedAt = write.Now, OpenedBy = "Cán bộ" });
            db.WalkDoors.Add(new WalkDoor { WalkId = WalkId, HouseholdId = HouseholdId, Order = 1, Minutes = 12, After = write.Now, IsHeld = true });
            db.TrainingClasses.Add(new TrainingClass
            {
                Id = ClassId, AreaId = CommuneId, Course = "security", Place = "Hội trường", Trainer = "Cán bộ", Day = new(2024, 9, 25), Starts = new(8, 0), Minutes = 60, Seats = 20,
                State = ClassState.Open, EditedBy = "Cán bộ", EditedAt = write.Now,
            });
            db.Certificates.Add(new Certificate
            {
                Id = CertificateId, Code = "QWERTYQWERTYQWER", ClassId = ClassId, MemberId = MemberId, Course = "security", Name = "Kim Thị Út", AreaId = CommuneId, Year = 2024, Sequence = 1,
                SignedAt = write.Now, SignedById = OfficialId, SignedBy = "Lãnh đạo", StatusIndex = 7, Badge = "a.b.c",
            });
            db.SavedTables.Add(new SavedTable { Id = TableId, Name = "Hộ", Query = $"?i=HO&area={CommuneId}&pick=unit", OwnerId = Guid.CreateVersion7(), OwnerName = "Lan", SharedUnitId = CommuneId, ChangedAt = write.Now });
            db.Reports.Add(new Report { Id = ReportId, FormId = db.ReportForms.Single().Id, AreaId = CommuneId, Period = "2024-MA9", From = new(2024, 8, 15), To = new(2024, 9, 14), ChangedAt = write.Now });
            db.ApiKeys.Add(new ApiKey { Id = KeyId, AreaId = CommuneId, Name = "Bản đồ", Contact = "Sở", PerMinute = 60, ValidUntil = new(2025, 9, 20), SecretHash = "00", MadeAt = write.Now, MadeBy = "Cán bộ" });
            db.ReceivingSystems.Add(new ReceivingSystem { Id = SystemId, AreaId = CommuneId, Code = "dhis2", Name = "DHIS2", Kind = "data-values" });
            db.OfficialDocuments.Add(new OfficialDocument
            {
                Id = DocumentId, Kind = DocumentKind.MemberList, AreaId = CommuneId, TeamId = TeamId, Day = new DateOnly(2024, 9, 20), Subject = "Thành viên", SearchText = "thanh vien", SignerTitle = "Chủ tịch",
                Signer = "Trần Văn Sông", Data = DocumentKind.Find(DocumentKind.MemberList)!.Example().ToJson(), TemplateId = DocumentTemplateId, Author = "Cán bộ", CreatedAt = write.Now,
            });
            db.Add(new ImportJob { Id = ImportId, AreaId = CommuneId, FileName = "danh-sach.xlsx", By = "Cán bộ", At = write.Now, State = ImportState.Unreadable, FileProblem = "Damaged" });
        });
    }

    private async Task<User> AddAsync(Role role, Guid area)
    {
        // A unit that is no more takes no new role, and none takes one of another tier: however such a one came to stand there, it opens nothing more.
        if (area != units[Relation.Gone] && role.Fits(Server.Services.GetRequiredService<AreaTree>().Today.Find(area)!.Tier))
        {
            return await Server.AddOfficialAsync(role, area);
        }

        var user = await Server.AddOfficialAsync(Role.Auditor, CommuneId, secondFactor: true);
        await Server.WriteAsync((db, write) =>
        {
            db.Grants.RemoveRange(db.Grants.Where(g => g.UserId == user.Id));
            db.Grants.Add(new Grant { Id = write.NewId(), UserId = user.Id, Role = role, AreaId = area, From = write.Now.AddYears(-1) });
            write.Changed(ChangeKind.Account, user.Id);
        });
        return user;
    }

    /// <summary>Fills the neighbouring commune with one thing of every kind that a body or query can name.</summary>
    /// <summary>Figures of a province, signed by a key that nobody knows.</summary>
    public HttpContent StrangersPackage()
    {
        using var stranger = new TungNgo.Tests.Provinces.OtherProvince("95");
        var content = new ByteArrayContent(stranger.Package(Server, "2024-M8", Server.Clock.GetUtcNow().UtcDateTime, 1, 2));
        content.Headers.ContentType = new(TungNgo.Provinces.Packages.SignedPackage.MediaType);
        return content;
    }

    public async Task AddForeignAsync()
    {
        var (_, member, hamlet) = await NeighboursAsync();
        var (lane, household, bulletin, file) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await Server.WriteAsync((db, write) =>
        {
            db.Lanes.Add(new Lane { Id = lane, HamletId = hamlet, Name = "Tổ lạ", NameKey = "to la" });
            db.Households.Add(new TungNgo.Households.Household { Id = household, HamletId = hamlet, Number = 990_001, Head = "Người Lạ" });
            db.Bulletins.Add(new Bulletin { Id = bulletin, AreaId = SiblingId, Kind = "salt", Code = "LAHOAC", CreatedAt = write.Now, Author = "Cán bộ xã bên" });
            db.BulletinVersions.Add(new BulletinVersion { Id = write.NewId(), BulletinId = bulletin, Number = 1, ValidFrom = write.Now, ValidTo = write.Now.AddDays(1), At = write.Now });
            db.StoredFiles.Add(new StoredFile { Id = file, Name = "la.ogg", ContentType = "audio/ogg", Content = [1], Hash = "01", At = write.Now, AreaId = SiblingId, BulletinId = bulletin });
            write.Changed(ChangeKind.Area, hamlet);
        });
        Foreign = new(SiblingId, hamlet, lane, household, member, bulletin, file);
    }

    private async Task<(Guid Leader, Guid Member, Guid Hamlet)> NeighboursAsync()
    {
        var (leader, member, hamlet, team) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await Server.WriteAsync((db, write) =>
        {
            var area = new Area { Id = hamlet };
            area.Versions.Add(new AreaVersion { Id = write.NewId(), AreaId = hamlet, Name = "Bên Cạnh", NameKey = "ben canh", Kind = AreaKind.Hamlet, ParentId = SiblingId, ValidTo = new DateOnly(2025, 6, 30), RecordedAt = write.Now });
            db.Areas.Add(area);
            db.Teams.Add(new Team { Id = team, Name = "Tổ bên cạnh", NameKey = "to ben canh", Level = TeamLevel.Hamlet, AreaId = hamlet });
            foreach (var (id, name, role) in new[] { (leader, "Sơn Hàng Xóm", TeamRole.Leader), (member, "Danh Hàng Xóm", TeamRole.Member) })
            {
                db.Members.Add(new Member { Id = id, Name = name, NameKey = SearchKey.Fold(name) });
                db.Memberships.Add(new Membership { Id = Guid.CreateVersion7(), TeamId = team, MemberId = id, Role = role, From = new DateOnly(2024, 1, 1) });
            }

            write.Changed(ChangeKind.Area, hamlet);
            write.Changed(ChangeKind.Team, team);
        });
        return (leader, member, hamlet);
    }
}
