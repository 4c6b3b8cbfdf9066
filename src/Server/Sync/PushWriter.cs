using TungNgo.Areas;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Gatherings;
using TungNgo.Help;
using TungNgo.Households;
using TungNgo.Services;
using TungNgo.Teams.Phones;
using TungNgo.Training;
using TungNgo.Water.Events;
using TungNgo.Water.Stations;
using TungNgo.Web;
using TungNgo.Sync.Doors;

namespace TungNgo.Sync;

/// <summary>
/// Applies phones' mutations in one write. Rules run in memory over what the batch touches; rows are then written by prepared statements
/// (SQLite) or lists of columns (PostgreSQL), because tracked entities cost several times the rows here.
/// </summary>
internal sealed class PushWriter(AppDb db, Territory territory, ServiceCatalogue services, AreaTree areas, AddHelp help, OptOuts optOuts, StationHamlets stations,
    IEnumerable<IEndsWithConsent> ends, KeepTraining training, GatheringRules gatherings, WatchLoop watch, Writer writer)
{
    public async Task<IReadOnlyList<IReadOnlyList<Applied>>> WriteAsync(IReadOnlyList<PendingPush> pushes, CancellationToken ct)
    {
        var batch = new PushBatch(db, services.All, [.. pushes.SelectMany(p => p.Mutations)]);
        await using var write = await writer.BeginAsync(Actor.System, ct, batch.Reads());
        await batch.LoadAsync(write, ct);
        var answers = new List<IReadOnlyList<Applied>>(pushes.Count);
        foreach (var push in pushes)
        {
            var results = new List<Applied>(push.Mutations.Count);
            foreach (var mutation in push.Mutations)
            {
                results.Add(await ApplyAsync(batch, push, mutation, ct));
            }

            answers.Add(results);
        }

        batch.Save();
        await write.CommitAsync(ct);
        if (batch.HasReadings)
        {
            watch.Ask();
        }

        return answers;
    }

    private async Task<Applied> ApplyAsync(PushBatch batch, PendingPush push, Mutation mutation, CancellationToken ct)
    {
        if (batch.AnswerBefore(mutation.Id) is { } before)
        {
            return before;
        }

        try
        {
            var at = DoorTime.Believed(mutation.At, batch.Write.Now);
            mutation = mutation.Cleaned();
            WireBounds.Check(mutation, LegalDay.Of(at));
            var door = new DoorContext(batch, push, mutation, at, areas, territory, help, optOuts, stations, ends, training, gatherings);
            if (!door.IsMember)
            {
                throw new Refusal(Problems.MemberNotOnPhone);
            }

            batch.Write.As(door.Actor);
            await ApplyMutation.ApplyAsync(door, ct);
            return batch.Remember(mutation.Id, push.Phone.DeviceId, door.Notice);
        }
        catch (Refusal refusal)
        {
            return new Applied(mutation.Id, "refused", refusal.Problem, refusal.Values);
        }
    }
}
