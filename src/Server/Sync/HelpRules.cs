using TungNgo.Feed;
using TungNgo.Help;
using TungNgo.Households;
using TungNgo.Web;

namespace TungNgo.Sync;

/// <summary>Requests for help, heard and answered at the door: the phones' door to the rules that all doors share.</summary>
internal static class HelpRules
{
    public static void Add(MutationContext context, Mutation mutation, PushHelp push)
    {
        var batch = context.Batch;
        // A member at the door can put it another way; a resident's number is covered instead.
        CitizenNumbers.Refuse(push.Text, push.Name, push.Phone);
        if (batch.News.Help.ContainsKey(push.Id))
        {
            throw new Refusal(Problems.Invalid, "help");
        }

        var household = push.HouseholdId is { } id ? PushRules.Reach(context, id).Household : null;
        var hamletId = household?.HamletId ?? (context.Hamlets.Count > 0 ? context.Hamlets.First() : throw new Refusal(Problems.OutsideTerritory));
        batch.News.Help[push.Id] = context.AddHelp.Add(Write(context), new NewHelp(
            HelpRequest.Door, push.Text ?? "", HouseholdRules.Text(push.Language, 20) ?? "vi", hamletId, hamletId, push.Name ?? household?.Head, HouseholdRules.Text(push.Phone, 30) ?? household?.Phone,
            HouseholdId: household?.Id, Latitude: household?.Latitude, Longitude: household?.Longitude, Id: push.Id, At: batch.Clamp(mutation.At)));
    }

    public static void Answer(MutationContext context, PushHelp push) => AnswerHelp.Answer(Write(context), Reach(context, push), push.Text ?? "");

    /// <summary>Ended twice is ended: two phones may do so without knowing of each other.</summary>
    public static void Close(MutationContext context, PushHelp push)
    {
        var request = Reach(context, push);
        if (request.State == HelpState.Closed)
        {
            return;
        }

        if (!string.IsNullOrWhiteSpace(push.Text))
        {
            AnswerHelp.Answer(Write(context), request, push.Text);
        }

        AnswerHelp.Close(Write(context), request);
    }

    private static HelpRequest Reach(MutationContext context, PushHelp push) =>
        context.Batch.News.Help.GetValueOrDefault(push.Id) is { TeamId: { } team } request && context.Member.TeamIds.Contains(team) ? request : throw new Refusal(Problems.HelpUnknown);

    private static HelpWrite Write(MutationContext context)
    {
        var (batch, actor) = (context.Batch, context.Actor);
        return new HelpWrite(
            batch.Db, batch.Now, actor, () => Guid.CreateVersion7(new DateTimeOffset(batch.Now)),
            (id, hamletId) => batch.Changed(ChangeKind.Help, id, hamletId, actor),
            (action, id, areaId, before, after) => batch.Audit(actor, action, id, areaId, before is null ? null : PushRules.Json(before), after is null ? null : PushRules.Json(after)));
    }
}
