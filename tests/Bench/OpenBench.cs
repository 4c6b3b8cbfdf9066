using Microsoft.EntityFrameworkCore;
using TungNgo.Bulletins;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Data.Rows;
using TungNgo.Feed;
using TungNgo.Sendings;
using TungNgo.Sendings.Plan;

namespace TungNgo.Bench;

/// <summary>
/// A server's memory while 1.2 million deliveries are open (--open): 400,000 households with three ways each, ten thousand of them due and sent meanwhile —
/// beside the same server when nothing is open.
/// </summary>
internal static class OpenBench
{
    private const int Ways = 3, Due = 10_000;

    public static async Task RunAsync(BenchContext context)
    {
        var open = (int)context.Number("open", 1_200_000);
        var database = await context.CreateDatabaseAsync($"open_{Guid.CreateVersion7():n}");
        // Not started: it only arranges.
        await using var app = Server.Build(new ServerOptions { Database = database, Quiet = true });
        await Startup.MigrateAsync(app.Services, CancellationToken.None);
        await Startup.LoadAsync(app.Services, CancellationToken.None);
        var fill = new NoticeFill(app.Services);
        await fill.HouseholdsAsync(500);
        var channel = await fill.NoChannelAsync(paused: false);
        using var http = new HttpClient();
        try
        {
            var empty = await ServeAsync(database, http, () => Task.CompletedTask);
            await FillAsync(fill, channel, open);
            var full = await ServeAsync(database, http, async () =>
            {
                using var look = new PeriodicTimer(TimeSpan.FromSeconds(1));
                while (await fill.ReadAsync(db => db.Deliveries.AnyAsync(d => d.State < DeliveryState.Started && d.State > DeliveryState.Waiting)) && await look.WaitForNextTickAsync())
                {
                }
            });
            Console.WriteLine($"server with {open:N0} open deliveries, {Math.Min(Due, open / Ways):N0} of them sent meanwhile: {full}");
            Console.WriteLine($"the same server with none open:  {empty}");
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            if (context.Postgres is null)
            {
                Array.ForEach(Directory.GetFiles("artifacts/bench", $"{Path.GetFileNameWithoutExtension(database["sqlite:".Length..])}*"), File.Delete);
            }
        }
    }

    private static async Task FillAsync(NoticeFill fill, Guid channel, int open)
    {
        var sending = await fill.SendAsync(new Chain([new([ChannelFamily.Sms], 60)]));
        // As planned already: these households are made up and nobody would find them.
        await fill.ReadAsync(db => db.Sendings.Where(s => s.Id == sending.Id).ExecuteUpdateAsync(u => u.SetProperty(s => s.State, SendingState.Running)));
        await fill.WriteAsync(async (db, write) =>
        {
            var (hamlet, later) = (Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), write.Now.AddDays(2));
            var ids = Enumerable.Range(0, open / Ways).Select(_ => write.NewId()).ToArray();
            await db.InsertAsync(ids.Select(id => new Recipient
            {
                VersionId = sending.VersionId, RecipientId = id, SendingId = sending.Id, HamletId = hamlet, Language = "vi", StepAt = write.Now, NextStepAt = later,
            }), CancellationToken.None);
            await db.InsertAsync(ids.SelectMany((id, i) => new[] { ChannelKind.Sms, ChannelKind.ZaloCs, ChannelKind.InPerson }.Select(kind => new Delivery
            {
                Id = write.NewId(), SendingId = sending.Id, VersionId = sending.VersionId, RecipientId = id, HamletId = hamlet, Kind = kind, Step = kind == ChannelKind.Sms ? 0 : 1,
                ChannelId = kind == ChannelKind.Sms ? channel : null, Language = "vi", To = NoticeFill.PhoneOf(i % 90_000_000),
                State = kind == ChannelKind.Sms && i < Due ? DeliveryState.Queued : DeliveryState.Waiting, DueAt = kind == ChannelKind.Sms && i < Due ? write.Now.AddSeconds(90) : null,
            })), CancellationToken.None);
        });
    }

    private static async Task<string> ServeAsync(string database, HttpClient http, Func<Task> meanwhile)
    {
        var address = new Uri($"http://127.0.0.1:{KillChildren.FreePort()}/");
        using var node = new Child("open-node", address, "node", "--database", database, "--urls", address.ToString(), "--public-url", address.ToString());
        await node.StartAsync(http, CancellationToken.None);
        await meanwhile();
        using var rest = new PeriodicTimer(TimeSpan.FromSeconds(10));
        await rest.WaitForNextTickAsync();
        return $"{ProvinceBench.StatusOf(node.ProcessId, "VmRSS")} now, {ProvinceBench.StatusOf(node.ProcessId, "VmHWM")} at most";
    }
}
