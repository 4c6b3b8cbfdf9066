using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Training;

/// <summary>Removes the lists of residents who came to a class once nobody needs them any more. Certificates that they wanted stay good.</summary>
internal sealed class ForgetGuests(AppDb db, Writer writer, TimeProvider clock)
{
    public const int Months = 12;
    private const int AtOnce = 500;

    /// <returns>How many were removed.</returns>
    public async Task<int> StepAsync(CancellationToken ct)
    {
        var before = clock.Today().AddMonths(-Months);
        var old = db.ClassGuests.Where(g => db.TrainingClasses.Any(c => c.Id == g.ClassId && c.Day < before));
        if (!await old.AnyAsync(ct))
        {
            return 0;
        }

        await using var write = await writer.BeginAsync(Actor.System, ct);
        var gone = await old.OrderBy(g => g.Id).Take(AtOnce).ToListAsync(ct);
        db.ClassGuests.RemoveRange(gone);
        foreach (var of in gone.GroupBy(g => g.ClassId))
        {
            write.Changed(ChangeKind.Training, of.Key);
            write.Audit("class.guests-forget", of.Key, null, new { guests = of.Count() }, null);
        }

        await write.CommitAsync(ct);
        return gone.Count;
    }
}

/// <summary>Nobody waits for it: an hour is soon enough.</summary>
internal sealed class ForgetGuestsLoop(IServiceScopeFactory scopes, LoopHealth health, TimeProvider clock, ILogger<ForgetGuestsLoop> log)
    : IntervalLoop(TimeSpan.FromHours(1), health, clock, log)
{
    protected override async Task TurnAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ForgetGuests>().StepAsync(ct);
    }
}
