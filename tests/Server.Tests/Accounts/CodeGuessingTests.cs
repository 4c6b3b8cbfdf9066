using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Teams.Phones;

namespace TungNgo.Tests.Accounts;

/// <summary>Guessing at enrolment codes from many networks. The server stands behind a proxy, so that tests may come from anywhere.</summary>
public sealed class CodeGuessingTests
{
    [Fact]
    public async Task A_flood_of_wrong_codes_raises_an_alarm_and_leaves_the_door_open_for_volunteers()
    {
        using var log = new Heard();
        await using var server = await TestServer.StartAsync(log: log, set: o => o with { Proxies = ["127.0.0.1"] });
        var village = await Village.BuildAsync(server);
        var province = server.Services.GetRequiredService<AreaTree>().Today.Roots.Single().AreaId;
        using var admin = await server.OfficialAsync(Role.Administrator, province);
        Assert.DoesNotContain("mò mã", WebUtility.HtmlDecode(await admin.GetStringAsync($"/figures/{province}")), StringComparison.Ordinal);
        for (var network = 0; network < CodeGuessing.MostOfAll / 2; network++)
        {
            await GuessAsync(server, $"198.51.{network}.1", 2);
        }

        Assert.Equal(1, log.Events.Count(e => e == "EnrolmentCodesGuessed"));
        Assert.Contains("mò mã", WebUtility.HtmlDecode(await admin.GetStringAsync($"/figures/{province}")), StringComparison.Ordinal);
        Assert.Equal(1, await server.WithDbAsync(db => db.AuditEntries.CountAsync(a => a.Action == CodeGuessing.Action)));

        // Who was wrong before waits, also with the right code: a guess that hits must not count.
        await GuessAsync(server, "198.51.7.1", 1);
        var code = await CodeAsync(server, village);
        Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync(server, "198.51.7.1", code));
        // The volunteer elsewhere mistypes, and gets in.
        await GuessAsync(server, "203.0.113.1", 2);
        Assert.Equal(HttpStatusCode.OK, await TryAsync(server, "203.0.113.1", code));

        server.Clock.Advance(2 * CodeGuessing.Window + TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, await TryAsync(server, "198.51.7.1", await CodeAsync(server, village)));
    }

    [Fact]
    public async Task A_class_that_mistypes_behind_one_address_goes_on()
    {
        await using var server = await TestServer.StartAsync(set: o => o with { Proxies = ["127.0.0.1"] });
        var village = await Village.BuildAsync(server);
        await GuessAsync(server, "203.0.113.1", CodeGuessing.MostOfOne - 1);
        Assert.Equal(HttpStatusCode.OK, await TryAsync(server, "203.0.113.1", await CodeAsync(server, village)));
        await GuessAsync(server, "203.0.113.1", 1);
        Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync(server, "203.0.113.1", await CodeAsync(server, village)));
    }

    private static async Task<string> CodeAsync(TestServer server, Village village)
    {
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        return (await officer.PostAsync("/api/enrolments", new EnrolmentCodeRequest(village.MemberId)).ReadAsync<EnrolmentCodeResponse>()).Code;
    }

    private static async Task GuessAsync(TestServer server, string from, int times)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.Equal(HttpStatusCode.BadRequest, await TryAsync(server, from, "XXXXXXXX"));
        }
    }

    private static async Task<HttpStatusCode> TryAsync(TestServer server, string from, string code)
    {
        using var phone = server.Anonymous();
        phone.DefaultRequestHeaders.Add("X-Forwarded-For", from);
        using var answer = await phone.PostAsync("/api/enrol", new EnrolRequest(code, "Máy"));
        return answer.StatusCode;
    }

    private sealed class Heard : ILoggerProvider, ILogger
    {
        public System.Collections.Concurrent.ConcurrentQueue<string> Events { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Events.Enqueue(eventId.Name ?? "");

        public void Dispose()
        {
        }
    }
}
