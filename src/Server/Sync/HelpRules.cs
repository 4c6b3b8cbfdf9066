using TungNgo.Feed;
using TungNgo.Help;
using TungNgo.Households;
using TungNgo.Web;

namespace TungNgo.Sync;

/// <summary>Requests for help, heard and answered at the door.</summary>
internal static class HelpRules
{
    public static void Add(MutationContext context, Mutation mutation, PushHelp push)
    {
        var batch = context.Batch;
        if (batch.News.Help.ContainsKey(push.Id))
        {
            throw new Refusal(Problems.Invalid, "help");
        }

        var household = push.HouseholdId is { } id ? PushRules.Reach(context, id).Household : null;
        var hamletId = household?.HamletId ?? (context.Hamlets.Count > 0 ? context.Hamlets.First() : throw new Refusal(Problems.OutsideTerritory));
        batch.News.Help[push.Id] = context.AddHelp.Add(Write(context), new NewHelp(
            HelpRequest.Door, push.Text ?? "", push.Language ?? "vi", hamletId, hamletId, push.Name ?? household?.Head,
            push.Phone ?? household?.Phone, HouseholdId: household?.Id, Id: push.Id, MessageId: mutation.Id, TeamId: PushRules.TeamFor(context, hamletId),
            At: batch.Clamp(mutation.At)));
    }

    public static void Answer(MutationContext context, Mutation mutation, PushHelp push)
    {
        var request = Reach(context, push);
        var (inPerson, at) = (request.From == HelpRequest.Door, context.Batch.Clamp(mutation.At));
        if (request.State == HelpState.Closed)
        {
            AnswerHelp.AnswerLate(Write(context), request, push.Text ?? "", inPerson, mutation.Id, at);
        }
        else
        {
            AnswerHelp.Answer(Write(context), request, push.Text ?? "", inPerson, mutation.Id, at);
        }
    }

    public static void Close(MutationContext context, Mutation mutation, PushHelp push)
    {
        var request = Reach(context, push);
        if (request.State == HelpState.Closed)
        {
            return;
        }

        if (!string.IsNullOrWhiteSpace(push.Text))
        {
            Answer(context, mutation, push);
        }

        AnswerHelp.Close(Write(context), request);
    }

    private static HelpRequest Reach(MutationContext context, PushHelp push) =>
        context.Batch.News.Help.GetValueOrDefault(push.Id) is { TeamId: { } team } request && context.Member.TeamIds.Contains(team) ? request : throw new Refusal(Problems.HelpUnknown);

    private static HelpWrite Write(MutationContext context)
    {
        var (batch, actor) = (context.Batch, context.Actor);
        return new(
            batch.Db, batch.Now, actor, () => Guid.CreateVersion7(new DateTimeOffset(batch.Now)),
            (id, hamlet) => batch.Changed(ChangeKind.Help, id, hamlet, actor),
            (action, id, area, before, after) => batch.Audit(actor, action, id, area, before is null ? null : PushRules.Json(before), after is null ? null : PushRules.Json(after)));
    }
}
