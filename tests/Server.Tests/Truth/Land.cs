using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Cli;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Services;
using TungNgo.Sync;
using TungNgo.Teams;
using TungNgo.Tests.Water;

namespace TungNgo.Tests.Truth;

/// <summary>A phone of one hamlet's team, with what was done on it and not sent yet.</summary>
internal sealed record DoorPhone(HttpClient Enrolled, Guid Member, Guid Team, Guid Hamlet)
{
    /// <summary>How it reaches the server, wherever that was put up again.</summary>
    public HttpClient Http { get; set; } = Enrolled;

    public List<Mutation> Unsent { get; } = [];
}

/// <summary>Three hamlets of a commune with a team and a phone each, an officer, and beside the server the figures as they should be.</summary>
internal sealed class Land : IAsyncDisposable
{
    public static readonly string[] ServiceCodes = ["vneid2", "payment", "zalo-group", "skill-services", "skill-shopping", "skill-payment", "skill-safety", "skill-local"];
    private static readonly string[] HamletNames = ["Trường Thành B", "Trường An", "Trường Thọ"];

    public required TestServer Server { get; set; }
    private readonly Dictionary<DateTime, HttpClient> browsers = [];
    public required User Official { get; init; }
    public required Guid Commune { get; init; }
    public required Guid[] Hamlets { get; init; }
    public required DoorPhone[] Phones { get; init; }
    public required Guid[] ServiceIds { get; init; }

    /// <summary>Speaks for all three hamlets.</summary>
    public required Guid StationId { get; init; }
    public required Expected Expected { get; init; }

    /// <summary>Hamlets that have ended, with heir and first day without them.</summary>
    public Dictionary<Guid, (Guid Heir, DateOnly Day)> Ended { get; } = [];
    public DateTime Now => Server.Clock.GetUtcNow().UtcDateTime;
    public int Today => Server.Clock.Today().Number();
    public int FirstDay { get; private init; }

    public static async Task<Land> BuildAsync()
    {
        var server = await TestServer.StartAsync();
        var commune = server.AreaByCode("31654");
        var hamlets = HamletNames.Select(_ => Guid.CreateVersion7()).ToArray();
        var (teams, members) = (hamlets.Select(_ => Guid.CreateVersion7()).ToArray(), hamlets.Select(_ => Guid.CreateVersion7()).ToArray());
        await server.WriteAsync((db, write) =>
        {
            for (var i = 0; i < hamlets.Length; i++)
            {
                var area = new Area { Id = hamlets[i] };
                area.Versions.Add(new AreaVersion
                {
                    Id = write.NewId(), AreaId = hamlets[i], Name = HamletNames[i], NameKey = SearchKey.Fold("ấp " + HamletNames[i]), Kind = AreaKind.Hamlet, ParentId = commune,
                    ValidTo = new DateOnly(2025, 6, 30), RecordedAt = write.Now,
                });
                db.Areas.Add(area);
                write.Changed(ChangeKind.Area, hamlets[i]);
                db.Teams.Add(new Team { Id = teams[i], Name = $"Tổ {i}", NameKey = $"to {i}", Level = TeamLevel.Hamlet, AreaId = hamlets[i] });
                db.Members.Add(new Member { Id = members[i], Name = $"Tổ viên {i}", NameKey = $"to vien {i}", Languages = "vi,km" });
                db.Memberships.Add(new Membership { Id = write.NewId(), TeamId = teams[i], MemberId = members[i], Role = TeamRole.Member, From = new DateOnly(2024, 1, 1) });
                write.Changed(ChangeKind.Team, teams[i]);
            }
        });
        var village = new Village { Server = server };
        var phones = new List<DoorPhone>();
        for (var i = 0; i < hamlets.Length; i++)
        {
            phones.Add(new DoorPhone(await village.EnrolAsync(members[i]), members[i], teams[i], hamlets[i]));
        }

        foreach (var hamlet in hamlets)
        {
            await server.StationAsync(hamlet, key: null);
        }

        var services = await server.WithDbAsync(db => db.Services.ToDictionaryAsync(s => s.Code));
        var land = new Land
        {
            Server = server,
            Official = await server.AddOfficialAsync(Role.CommuneOfficer, commune),
            Commune = commune,
            Hamlets = hamlets,
            Phones = [.. phones],
            ServiceIds = [.. ServiceCodes.Select(c => services[c].Id)],
            StationId = await server.WithDbAsync(db => db.Stations.Where(s => s.SeedKey == "long-phu").Select(s => s.Id).SingleAsync()),
            Expected = new Expected([.. ServiceCodes.Select(c => (services[c].Number, services[c].Kind == ServiceKind.Skill, services[c].FromAge))]),
            FirstDay = server.Clock.Today().Number(),
        };
        land.Expected.DoorsOf = land.DoorsOf;
        return land;
    }

    /// <summary>Whose doors a team had on a day: a hamlet that has ended is the heir's.</summary>
    public Guid DoorsOf(Guid hamlet, int day) => Ended.TryGetValue(hamlet, out var end) && end.Day.Number() <= day ? DoorsOf(end.Heir, day) : hamlet;

    public IEnumerable<Guid> Living => Hamlets.Where(h => !Ended.ContainsKey(h));

    /// <summary>The officer's browser; a session that has slept too long is begun anew.</summary>
    public async Task<HttpClient> OfficerAsync()
    {
        var hour = Now.Date.AddHours(Now.Hour);
        return browsers.TryGetValue(hour, out var known) ? known : browsers[hour] = await Server.SignInAsync(Official);
    }

    public Task BackUpAsync(string file) => RunAsync(BackupCommand.Create(), "--to", file);

    /// <summary>The server is stopped, the backup put in place of all that came since, and another server started on it.</summary>
    public async Task RestoreAsync(string file)
    {
        await Server.StopAsync();
        await RunAsync(RestoreCommand.Create(), "--from", file, "--overwrite");
        Server = await Server.StartAgainAsync();
        foreach (var browser in browsers.Values)
        {
            browser.Dispose();
        }

        browsers.Clear();
        foreach (var phone in Phones)
        {
            var token = phone.Http.DefaultRequestHeaders.Authorization!.Parameter!;
            phone.Http.Dispose();
            phone.Http = Server.Phone(token);
        }
    }

    private async Task RunAsync(Command command, params string[] arguments)
    {
        await using var said = new StringWriter();
        var code = await command.Parse([.. arguments, "--database", Server.Database]).InvokeAsync(new InvocationConfiguration { Output = said, Error = said });
        Assert.True(code == 0, $"{command.Name}: {said}");
    }

    public async ValueTask DisposeAsync()
    {
        Array.ForEach(Phones, p => p.Http.Dispose());
        foreach (var browser in browsers.Values)
        {
            browser.Dispose();
        }

        await Server.DisposeAsync();
    }

    public AreaTree Areas => Server.Services.GetRequiredService<AreaTree>();
}
