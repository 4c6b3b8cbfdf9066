using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Figures;
using TungNgo.Households;
using TungNgo.Sync;
using TungNgo.Teams;
using TungNgo.Teams.Phones;

namespace TungNgo.Bench;

/// <summary>Makes servers on fresh databases for the rows.</summary>
/// <param name="Postgres">Connection string without a database; null is SQLite.</param>
/// <param name="Options">What else was said on the command line as --name value.</param>
internal sealed record BenchContext(string? Postgres, IReadOnlyDictionary<string, string> Options)
{
    public static readonly JsonSerializerOptions Json = MakeJson();

    public string Option(string name, string otherwise) => Options.GetValueOrDefault(name, otherwise);

    public double Number(string name, double otherwise) => Options.TryGetValue(name, out var text) ? double.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : otherwise;

    /// <param name="households">Doors of the one hamlet; none leaves the database as shipped.</param>
    public async Task<BenchServer> StartAsync(int households = 430, int peoplePerHousehold = 4, string? name = null)
    {
        var database = await CreateDatabaseAsync(name ?? $"bench_{Guid.CreateVersion7():n}");
        var app = Server.Build(new ServerOptions { Database = database, Urls = "http://127.0.0.1:0", Quiet = true, PhoneRequestsPerMinute = int.MaxValue });
        await Startup.MigrateAsync(app.Services, CancellationToken.None);
        await Startup.LoadAsync(app.Services, CancellationToken.None);
        await app.StartAsync();
        var server = new BenchServer(app) { Database = database };
        if (households > 0)
        {
            await server.FillAsync(households, peoplePerHousehold);
            await server.EnrolAsync(BenchServer.Code);
        }

        return server;
    }

    /// <returns>The address of a fresh, empty database.</returns>
    public async Task<string> CreateDatabaseAsync(string name)
    {
        if (Postgres is null)
        {
            // Not the system's temporary folder: that may be memory, where a durable write costs nothing.
            Directory.CreateDirectory("artifacts/bench");
            return $"sqlite:artifacts/bench/{name}.db";
        }

        await using var admin = new NpgsqlConnection(Postgres + ";Database=postgres");
        await admin.OpenAsync();
        await using var create = new NpgsqlCommand($"CREATE DATABASE \"{name}\"", admin);
        await create.ExecuteNonQueryAsync();
        return $"postgres:{Postgres};Database={name}";
    }

    /// <summary>Runs the work once to warm up, then in full, and says how many a second.</summary>
    public static async Task<double> RateAsync(Func<int, Task> work, int warmUp, int count)
    {
        await work(warmUp);
        var watch = Stopwatch.StartNew();
        await work(count);
        return count / watch.Elapsed.TotalSeconds;
    }

    private static JsonSerializerOptions MakeJson()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        JsonShape.Apply(options);
        return options;
    }
}

/// <summary>A server with one hamlet of doors and one enrolled phone.</summary>
internal sealed class BenchServer(WebApplication app) : IAsyncDisposable
{
    public const string Code = "BENCH";

    public required string Database { get; init; }

    /// <summary>Leaves the database where it is; whoever asked for that removes it.</summary>
    public bool Keep { get; set; }
    public IServiceProvider Services => app.Services;
    public Uri Address => new(app.Urls.Single());
    public Guid HamletId { get; } = Guid.CreateVersion7();
    public Guid MemberId { get; } = Guid.CreateVersion7();
    public List<(Guid Household, Guid[] People)> Doors { get; } = [];
    public Guid[] PersonServices { get; private set; } = [];
    public Guid[] Skills { get; private set; } = [];
    private string token = "";

    public HttpClient Phone()
    {
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public async Task FillAsync(int households, int peoplePerHousehold)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var writer = scope.ServiceProvider.GetRequiredService<Writer>();
        var commune = app.Services.GetRequiredService<AreaTree>().Today.All.First(a => a.Code == "31654").AreaId;
        var day = app.Services.GetRequiredService<TimeProvider>().Today();
        await using (var write = await writer.BeginAsync(Actor.System, CancellationToken.None))
        {
            var area = new Area { Id = HamletId };
            area.Versions.Add(new AreaVersion
            {
                Id = write.NewId(), AreaId = HamletId, Name = "Trường Thành B", NameKey = "truong thanh b", Kind = AreaKind.Hamlet, ParentId = commune, RecordedAt = write.Now,
            });
            db.Areas.Add(area);
            var team = new Team { Id = write.NewId(), Name = "Tổ", NameKey = "to", Level = TeamLevel.Hamlet, AreaId = HamletId };
            db.Teams.Add(team);
            db.Members.Add(new Member { Id = MemberId, Name = "Thạch Siêng", NameKey = "thach sieng" });
            db.Memberships.Add(new Membership { Id = write.NewId(), TeamId = team.Id, MemberId = MemberId, From = new DateOnly(2024, 1, 1) });
            db.EnrolmentCodes.Add(new EnrolmentCode { Id = write.NewId(), CodeHash = PhoneBook.Hash(Code), MemberId = MemberId, IssuedBy = "bench", ExpiresAt = write.Now.AddDays(1) });
            for (var lane = 0; lane < 8; lane++)
            {
                db.Lanes.Add(new Lane { Id = write.NewId(), HamletId = HamletId, Name = $"Tổ {lane + 1}", NameKey = $"to {lane + 1}", Order = lane });
            }

            write.Changed(ChangeKind.Area, HamletId);
            write.Changed(ChangeKind.Team, team.Id);
            write.Audit("bench.fill", HamletId, null, null, null);
            await write.CommitAsync(CancellationToken.None);
        }

        await using (var write = await writer.BeginAsync(Actor.System, CancellationToken.None))
        {
            var names = new BenchNames();
            for (var i = 0; i < households; i++)
            {
                var id = write.NewId();
                var people = Enumerable.Range(0, peoplePerHousehold).Select(_ => write.NewId()).ToArray();
                Doors.Add((id, people));
                var head = names.Next();
                db.Households.Add(new Household
                {
                    Id = id, Number = write.Changed(ChangeKind.Household, id, HamletId), HamletId = HamletId, Head = head, SearchText = SearchKey.Fold(head),
                    Phone = $"09{10000000 + i * 7919 % 89999999}", Landmark = i % 3 == 0 ? "gần chùa" : null, Door = i % 2 == 0 ? $"số {i}" : null,
                    Language = i % 3 == 0 ? "km" : "vi", Size = peoplePerHousehold, AddedDay = day.Number(), Order = i,
                    Latitude = 9.68 + i * 0.00003, Longitude = 106.01 + i % 20 * 0.0001,
                });
                var added = people.Select((p, n) => new Person
                {
                    Id = p, HouseholdId = id, Name = n == 0 ? head : names.Next(), BirthYear = 1950 + (i * 13 + n * 17) % 70, Sex = n % 2 == 0 ? "m" : "f",
                    Relation = n == 0 ? "head" : n == 1 ? "spouse" : "child", Order = n, AddedDay = day.Number(),
                }).ToList();
                db.People.AddRange(added);
                write.Cells.Add(HamletId, Indicators.Households, day.Number(), 1);
                write.Cells.Add(HamletId, Indicators.KhmerHouseholds, day.Number(), i % 3 == 0 ? 1 : 0);
                write.Cells.Add(HamletId, Indicators.PeopleCounted, day.Number(), peoplePerHousehold);
                added.ForEach(p => HouseholdStocks.CountNew(p, HamletId, day.Number(), write.Cells));
            }

            write.Audit("bench.fill", HamletId, null, null, null);
            await write.CommitAsync(CancellationToken.None);
        }

        var services = await db.Services.AsNoTracking().OrderBy(s => s.Number).ToListAsync();
        PersonServices = [.. services.Where(s => s.Subject == TungNgo.Services.ServiceSubject.Person).Select(s => s.Id)];
        Skills = [.. services.Where(s => s.Kind == TungNgo.Services.ServiceKind.Skill).Select(s => s.Id)];
    }

    /// <summary>Enrols <see cref="Phone"/> by a code.</summary>
    public async Task EnrolAsync(string code)
    {
        using var client = new HttpClient { BaseAddress = Address };
        using var answer = await client.PostAsJsonAsync("/api/enrol", new EnrolRequest(code, "bench"), BenchContext.Json);
        token = (await answer.Content.ReadFromJsonAsync<EnrolResponse>(BenchContext.Json))!.Token;
    }

    /// <summary>The n-th visit: two services and a skill at one door, as a typical visit is.</summary>
    public Mutation Visit(int n, DateTime at)
    {
        var (household, people) = Doors[n % Doors.Count];
        var stage = (Services.Stage)(1 + n / Doors.Count % 4);
        return new Mutation(Guid.CreateVersion7(), "visit", MemberId, at, Visit: new PushVisit(household, Visits.Outcome.Met, "vi",
        [
            new PushActivity(PersonServices[n % PersonServices.Length], stage, people[0]),
            new PushActivity(PersonServices[(n + 1) % PersonServices.Length], stage, people[n % people.Length]),
            new PushActivity(Skills[n % Skills.Length], stage),
        ]));
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (!Keep && Directory.Exists("artifacts/bench"))
        {
            foreach (var file in Directory.GetFiles("artifacts/bench", "*.db*"))
            {
                File.Delete(file);
            }
        }
    }
}

/// <summary>Names of the region's shape, deterministic.</summary>
internal sealed class BenchNames
{
    private static readonly string[] Family = ["Nguyễn", "Trần", "Thạch", "Sơn", "Kim", "Lý", "Lâm", "Danh", "Châu", "Huỳnh", "Võ", "Quách", "Tăng", "Kiên", "Phạm"];
    private static readonly string[] Middle = ["Văn", "Thị", "Minh", "Ngọc", "Hoàng", "Bé", ""];
    private static readonly string[] Given = ["Dên", "Siêng", "Út", "Hùng", "Lan", "Đào", "Sà Kha", "Đa Ra", "Chiến", "Oanh", "Thúy", "Hòa", "Mỹ", "Khel", "Rine", "Sol", "Tuấn", "Ánh"];
    private int n;

    public string Next()
    {
        // Masked: a province is more names than an int counts in such steps.
        n = (n + 7919) & 0x3fff_ffff;
        return string.Join(' ', new[] { Family[n % Family.Length], Middle[n / 3 % Middle.Length], Given[n / 7 % Given.Length] }.Where(w => w.Length > 0));
    }
}
