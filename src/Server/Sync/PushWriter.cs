using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Help;
using TungNgo.Sendings;
using TungNgo.Services;
using TungNgo.Teams.Phones;
using TungNgo.Web;

namespace TungNgo.Sync;

/// <summary>
/// Applies phones' mutations in one transaction. Rules run in memory over what the batch touches; rows are then written by
/// prepared statements (SQLite) or COPY (PostgreSQL), because tracked entities cost several times the rows here. Visits take the
/// fast road; the rarer edits go through tracked entities in the same transaction.
/// </summary>
internal sealed class PushWriter(AppDb db, Territory territory, ServiceCatalogue services, AreaTree areas, AddHelp help, OptOuts optOuts, ChangeFeed feed, TimeProvider clock)
{
    public async Task<IReadOnlyList<IReadOnlyList<Applied>>> WriteAsync(IReadOnlyList<PendingPush> pushes, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var start = await db.TakeFeedCounterAsync(ct);
        var batch = new PushBatch(db, services.All, clock.GetUtcNow().UtcDateTime, start);
        var territories = pushes.Select(p => territory.HamletsOf(p.Phone)).ToList();
        await batch.LoadAsync(pushes.SelectMany(p => p.Mutations).ToList(), territories, ct);

        var answers = new List<IReadOnlyList<Applied>>(pushes.Count);
        foreach (var (push, hamlets) in pushes.Zip(territories))
        {
            var results = new List<Applied>(push.Mutations.Count);
            foreach (var mutation in push.Mutations)
            {
                results.Add(Apply(batch, push, hamlets, mutation));
            }

            answers.Add(results);
        }

        await batch.SaveAsync(ct);
        foreach (var (address, channel) in batch.News.Refused)
        {
            await optOuts.EndQueuedAsync(address, channel, topic: null, batch.Now, ct);
        }

        await transaction.CommitAsync(ct);
        await feed.PublishAsync(batch.Changes, CancellationToken.None);
        return answers;
    }

    private Applied Apply(PushBatch batch, PendingPush push, IReadOnlySet<Guid> hamlets, Mutation mutation)
    {
        if (batch.AnswerBefore(mutation.Id) is { } before)
        {
            return before;
        }

        try
        {
            var member = push.Phone.Members.FirstOrDefault(m => m.Id == mutation.MemberId) ?? throw new Refusal(Problems.MemberNotOnPhone);
            var actor = new Actor(member.Name, null, member.Id, push.Phone.DeviceId, push.Address);
            var context = new MutationContext(batch, push.Phone, member, actor, hamlets, areas, territory, help);
            PushRules.Apply(context, mutation);
            return batch.Remember(mutation.Id, push.Phone.DeviceId, context.Notice);
        }
        catch (Refusal refusal)
        {
            return batch.Remember(mutation.Id, push.Phone.DeviceId, refusal);
        }
    }
}

/// <summary>Who did a mutation, on which phone, and where it may reach.</summary>
internal sealed record MutationContext(PushBatch Batch, Phone Phone, PhoneMember Member, Actor Actor, IReadOnlySet<Guid> Hamlets, AreaTree Areas, Territory Territory, AddHelp AddHelp)
{
    /// <summary>What the member must know although the work was kept: somebody was first, the bulletin was cancelled.</summary>
    public Refusal? Notice { get; set; }
}
