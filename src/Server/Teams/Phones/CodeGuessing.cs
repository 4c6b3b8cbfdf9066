using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Teams.Phones;

/// <summary>
/// Holds back who guesses at enrolment codes. A network may be wrong as often as a class that mistypes. When wrong codes come from everywhere at
/// once, an alarm is raised and a network that was wrong more than a few times waits; one that was not wrong is let through as ever, so that
/// whoever floods the door does not shut it for the volunteers. Kept in memory by each node: a write for each wrong code would let strangers fill the
/// queue in which the phones' work waits.
/// </summary>
internal sealed class CodeGuessing(IServiceScopeFactory scopes, TimeProvider clock, ILogger<CodeGuessing> log)
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>Wrong codes in a window: of one network, of one network during an alarm, of all together.</summary>
    public const int MostOfOne = 60, MostInAlarm = 3, MostOfAll = 300;

    /// <summary>What stands in the trail for an alarm.</summary>
    public const string Action = "device.code-alarm";

    /// <summary>Networks that are remembered; more than that is an alarm by itself.</summary>
    private const int MostNetworks = 50_000;

    private static readonly Counter<long> Wrong = Telemetry.Meter.CreateCounter<long>("tungngo.enrolment.wrong-codes", description: "Wrong enrolment codes, by whether an alarm was on.");
    private static readonly EventId Alarm = new(4101, "EnrolmentCodesGuessed");

    private readonly Lock gate = new();
    private readonly Dictionary<string, int> wrong = [];
    private DateTime began;
    private int all, allBefore;
    private bool told;

    /// <summary>Tries a code that somebody gave.</summary>
    /// <param name="from">Network, or the phone that asks for one more member.</param>
    public async Task<T> TryAsync<T>(string from, Func<Task<T>> use)
    {
        Hold(from);
        try
        {
            return await use();
        }
        catch (Refusal refusal) when (refusal.Problem == Problems.CodeInvalid)
        {
            await CountAsync(from);
            throw;
        }
    }

    private bool IsAlarm => all + allBefore >= MostOfAll || wrong.Count >= MostNetworks;

    private void Hold(string from)
    {
        lock (gate)
        {
            TurnWindow();
            if (wrong.GetValueOrDefault(from) >= (IsAlarm ? MostInAlarm : MostOfOne))
            {
                throw new Refusal(Problems.CodesWait, Formats.Minutes(began + Window - clock.GetUtcNow().UtcDateTime));
            }
        }
    }

    private async Task CountAsync(string from)
    {
        bool alarm, first;
        lock (gate)
        {
            TurnWindow();
            all++;
            if (wrong.Count < MostNetworks || wrong.ContainsKey(from))
            {
                wrong[from] = wrong.GetValueOrDefault(from) + 1;
            }

            alarm = IsAlarm;
            first = alarm && !told;
            told = alarm;
        }

        Wrong.Add(1, new KeyValuePair<string, object?>("alarm", alarm));
        if (first)
        {
            await RaiseAsync();
        }
    }

    private async Task RaiseAsync()
    {
        log.LogWarning(Alarm, "{Wrong} wrong enrolment codes within {Minutes} minutes: somebody is guessing", MostOfAll, (int)Window.TotalMinutes);
        await using var scope = scopes.CreateAsyncScope();
        var province = scope.ServiceProvider.GetRequiredService<AreaTree>().Today.Roots.First().AreaId;
        await using var write = await scope.ServiceProvider.GetRequiredService<Writer>().BeginAsync(Actor.System, CancellationToken.None);
        write.Audit(Action, province, province, null, new { wrongCodes = MostOfAll });
        await write.CommitAsync(CancellationToken.None);
    }

    /// <summary>Two windows are added up, so that their border is no gap.</summary>
    private void TurnWindow()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (now - began < Window)
        {
            return;
        }

        (allBefore, all, began, told) = (now - began < 2 * Window ? all : 0, 0, now, false);
        wrong.Clear();
    }
}

/// <summary>Tells who keeps the province's phones that codes are being guessed at, for a day.</summary>
internal sealed class CodeAlarm(AppDb db, CurrentUser user, TimeProvider clock) : IWork
{
    public int Rank => 5;

    public async Task<WorkLine?> WaitingAsync(Guid area, DayTree tree, Texts t, CancellationToken ct)
    {
        var since = clock.GetUtcNow().UtcDateTime.AddDays(-1);
        return tree.Find(area) is { ParentId: null } && user.Can(Permission.ManageDevices, area)
            && await db.AuditEntries.Where(a => a.EntityId == area && a.Action == CodeGuessing.Action && a.At > since).OrderByDescending(a => a.At).Select(a => (DateTime?)a.At).FirstOrDefaultAsync(ct) is { } at
                ? new("alert-triangle", t["phones.code-alarm", Formats.Instant(at)], user.Can(Permission.ViewAudit, area) ? $"/audit?action={CodeGuessing.Action}" : "/phones")
                : null;
    }
}
