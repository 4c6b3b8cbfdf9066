using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging;
using TungNgo.Accounts;

namespace TungNgo.Tests.Web;

public sealed class LogTests
{
    [Fact]
    public async Task Logs_hold_no_names_numbers_addresses_or_search_words()
    {
        using var log = new Heard();
        await using var server = await TestServer.StartAsync(log: log);
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        using var official = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var secret = phone.DefaultRequestHeaders.Authorization!.Parameter!;

        // Each of these is answered or refused somewhere else: a page, a missing page, a bad body, an unknown household.
        using var found = await official.GetAsync("/search?q=L%C3%BD%20D%C3%AAn");
        Assert.True(found.IsSuccessStatusCode);
        using var none = await official.GetAsync($"/households/{village.Households[0].Id}/ly-den-0");
        using var bad = await phone.PostAsync("/api/sync/push", new StringContent("{\"mutations\":\"Lý Dên 0912345678\"}", Encoding.UTF8, "application/json"));
        Assert.Equal(400, (int)bad.StatusCode);
        using var unknown = await phone.GetAsync("/api/sync/pull?after=0912345678x");

        var lines = log.Lines.ToArray();
        Assert.Contains(lines, l => l.Contains("/api/sync/push", StringComparison.Ordinal));
        Assert.All(["Lý", "Dên", "L%C3%BD", "ly-den", "0912345678", secret, village.Households[0].Id.ToString(), "Thạch", "Kim Thị"],
            word => Assert.DoesNotContain(lines, l => l.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>Hears everything, with exceptions and scopes, as a log file would hold it.</summary>
    private sealed class Heard : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
