using TungNgo.Help;
using TungNgo.Households;
using TungNgo.Web;

namespace TungNgo.Sync.Doors;

/// <summary>Requests for help, heard and answered at the door.</summary>
internal static class HelpRules
{
    public static async Task AddAsync(DoorContext context, PushHelp push, CancellationToken ct)
    {
        var batch = context.Batch;
        if (batch.News.Help.ContainsKey(push.Id))
        {
            throw new Refusal(Problems.IdTaken);
        }

        var work = push.HouseholdId is { } id ? await context.ReachAsync(id, ct) : null;
        var household = work?.Living.Household;
        var hamletId = household?.HamletId ?? (context.Hamlets.Count > 0 ? context.Hamlets.First() : throw new Refusal(Problems.OutsideTerritory));
        batch.News.Help[push.Id] = context.AddHelp.Add(context.Write, new NewHelp(
            HelpRequest.Door, push.Text ?? "", push.Language ?? "vi", hamletId, hamletId, push.Name ?? household?.Head,
            push.Phone ?? household?.Phone, HouseholdId: household?.Id, Id: push.Id, MessageId: context.Mutation.Id, TeamId: context.TeamFor(hamletId),
            At: context.At));
        if (work is not null)
        {
            // Whoever asked for help is known to be there: undoing a list does not take them away.
            work.Living.Household.ByHand = context.Write.LastNumber;
            work.Living.Visited = true;
        }
    }

    public static Task AnswerAsync(DoorContext context, PushHelp push)
    {
        Answer(context, push);
        return Task.CompletedTask;
    }

    public static Task CloseAsync(DoorContext context, PushHelp push)
    {
        var request = Reach(context, push);
        if (request.State == HelpState.Closed)
        {
            return Task.CompletedTask;
        }

        if (!string.IsNullOrWhiteSpace(push.Text))
        {
            Answer(context, push);
        }

        AnswerHelp.Close(context.Write, request);
        return Task.CompletedTask;
    }

    private static void Answer(DoorContext context, PushHelp push)
    {
        var request = Reach(context, push);
        var write = context.Write;
        // Nobody answers before they were asked.
        var (inPerson, at) = (request.From == HelpRequest.Door, context.At < request.At ? request.At : context.At);
        if (request.State == HelpState.Closed)
        {
            AnswerHelp.AnswerLate(write, request, push.Text ?? "", inPerson, context.Mutation.Id, at);
        }
        else
        {
            AnswerHelp.Answer(write, request, push.Text ?? "", inPerson, context.Mutation.Id, at);
        }
    }

    private static HelpRequest Reach(DoorContext context, PushHelp push) =>
        context.Batch.News.Help.GetValueOrDefault(push.Id) is { TeamId: { } team, IsQuestion: false } request && context.TeamIds.Contains(team) ? request : throw new Refusal(Problems.HelpUnknown);
}
