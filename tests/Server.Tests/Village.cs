using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Figures;
using TungNgo.Households;
using TungNgo.Services;
using TungNgo.Sync;
using TungNgo.Teams;
using TungNgo.Teams.Phones;
using TungNgo.Visits;

namespace TungNgo.Tests;

/// <summary>A small hamlet of Trường Khánh with one team and a few doors, for tests that need somebody at home.</summary>
internal sealed class Village
{
    public required TestServer Server { get; init; }
    public Guid CommuneId { get; private set; }
    public Guid HamletId { get; } = Guid.CreateVersion7();
    public Guid OtherHamletId { get; } = Guid.CreateVersion7();
    public Guid LaneId { get; } = Guid.CreateVersion7();
    public Guid TeamId { get; } = Guid.CreateVersion7();
    public Guid LeaderId { get; } = Guid.CreateVersion7();
    public Guid MemberId { get; } = Guid.CreateVersion7();
    public List<Household> Households { get; } = [];
    public List<Person> People { get; } = [];
    public IReadOnlyDictionary<string, Guid> ServiceIds { get; private set; } = new Dictionary<string, Guid>();

    public static async Task<Village> BuildAsync(TestServer server, int households = 3)
    {
        var village = new Village { Server = server, CommuneId = server.AreaByCode("31654") };
        var day = server.Clock.Today().Number();
        await server.WriteAsync((db, write) =>
        {
            village.AddHamlet(db, write, village.HamletId, "Trường Thành B");
            village.AddHamlet(db, write, village.OtherHamletId, "Trường An");
            db.Lanes.Add(new Lane { Id = village.LaneId, HamletId = village.HamletId, Name = "Tổ 3", NameKey = "to 3", Order = 3 });
            write.Changed(ChangeKind.Lane, village.LaneId, village.HamletId);
            db.Teams.Add(new Team { Id = village.TeamId, Name = "Tổ CNSCĐ ấp Trường Thành B", NameKey = SearchKey.Fold("Tổ CNSCĐ ấp Trường Thành B"), Level = TeamLevel.Hamlet, AreaId = village.HamletId });
            village.AddMember(db, village.LeaderId, "Thạch Siêng", TeamRole.Leader);
            village.AddMember(db, village.MemberId, "Kim Thị Út", TeamRole.Member);
            write.Changed(ChangeKind.Team, village.TeamId);
        });
        await server.WriteAsync((db, write) =>
        {
            for (var i = 0; i < households; i++)
            {
                var id = write.NewId();
                var household = new Household
                {
                    Id = id, Number = write.Changed(ChangeKind.Household, id, village.HamletId), HamletId = village.HamletId, LaneId = village.LaneId,
                    Head = $"Lý Dên {i}", SearchText = SearchKey.Fold($"Lý Dên {i}"), Language = "km", AddedDay = day, Order = i,
                };
                var person = new Person { Id = write.NewId(), HouseholdId = id, Name = household.Head, Relation = "head", AddedDay = day };
                village.Households.Add(household);
                village.People.Add(person);
                write.Cells.Add(village.HamletId, Indicators.Households, day, 1);
                HouseholdStocks.CountNew(person, village.HamletId, day, write.Cells);
                write.Cells.Add(village.HamletId, Indicators.KhmerHouseholds, day, 1);
            }

            db.Households.AddRange(village.Households);
            db.People.AddRange(village.People);
        });
        village.ServiceIds = await server.WithDbAsync(db => db.Services.ToDictionaryAsync(s => s.Code, s => s.Id));
        return village;
    }

    /// <summary>Enrols a phone as a member does and returns a client that speaks as that phone.</summary>
    public async Task<HttpClient> EnrolAsync(Guid memberId)
    {
        var code = $"T{Guid.CreateVersion7():n}".ToUpperInvariant();
        await Server.WriteAsync((db, write) => db.EnrolmentCodes.Add(new EnrolmentCode
        {
            Id = write.NewId(), CodeHash = PhoneBook.Hash(code), MemberId = memberId, IssuedBy = "test", ExpiresAt = write.Now.AddHours(1),
        }));
        using var anonymous = Server.Anonymous();
        var enrolled = await anonymous.PostAsync("/api/enrol", new EnrolRequest(code, "Máy thử")).ReadAsync<EnrolResponse>();
        return Server.Phone(enrolled.Token);
    }

    /// <summary>All phones of the village are this member's, too.</summary>
    public Task ShareAsync(Guid memberId) => Server.WriteAsync((db, write) =>
    {
        foreach (var phone in db.Devices.AsNoTracking().ToList())
        {
            db.DeviceMembers.Add(new DeviceMember { DeviceId = phone.Id, MemberId = memberId, AddedAt = write.Now });
            write.Changed(ChangeKind.Device, phone.Id);
        }
    });

    private void AddHamlet(AppDb db, Write write, Guid id, string name)
    {
        // As its commune: the one of the districts' time has ended, today's has not.
        var reorganised = new DateOnly(2025, 7, 1);
        var area = new Area { Id = id };
        area.Versions.Add(new AreaVersion
        {
            Id = write.NewId(), AreaId = id, Name = name, NameKey = SearchKey.Fold("ấp " + name), Kind = AreaKind.Hamlet, ParentId = CommuneId,
            ValidTo = Server.Clock.Today() < reorganised ? reorganised.AddDays(-1) : null, RecordedAt = write.Now,
        });
        db.Areas.Add(area);
        write.Changed(ChangeKind.Area, id);
    }

    private void AddMember(AppDb db, Guid id, string name, TeamRole role)
    {
        db.Members.Add(new Member { Id = id, Name = name, NameKey = SearchKey.Fold(name), Languages = "vi,km" });
        db.Memberships.Add(new Membership { Id = Guid.CreateVersion7(), TeamId = TeamId, MemberId = id, Role = role, From = new DateOnly(2024, 1, 1) });
    }
}

internal static class VillagePhone
{
    public static async Task<PushResult[]> PushAsync(this HttpClient phone, params Mutation[] mutations) =>
        (await phone.PostAsync("/api/sync/push", new PushRequest(mutations)).ReadAsync<PushResponse>()).Results;

    /// <summary>An empty mutation of a kind, now, by the member.</summary>
    public static Mutation Mutate(this Village village, string kind, Guid? memberId = null) =>
        new(Guid.CreateVersion7(), kind, memberId ?? village.MemberId, village.Server.Clock.GetUtcNow().UtcDateTime);

    /// <summary>A visit that met the head of a door; services of persons are theirs, those of households the household's.</summary>
    public static Mutation Visit(this Village village, int door, params (string Service, Stage Stage)[] reached) => village.Mutate("visit") with
    {
        Visit = new PushVisit(village.Households[door].Id, Outcome.Met, "km",
            [.. reached.Select(r => new PushActivity(village.ServiceIds[r.Service], r.Stage, r.Service.StartsWith("skill", StringComparison.Ordinal) ? null : village.People[door].Id))]),
    };
}
