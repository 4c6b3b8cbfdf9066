using System.Security.Cryptography;
using TungNgo.Feed;
using TungNgo.Help;
using TungNgo.Households;
using TungNgo.Web;

namespace TungNgo.Sync;

/// <summary>Requests for help, heard and answered at the door.</summary>
internal static class HelpRules
{
    /// <summary>Read aloud and typed on a phone: no letters that look alike.</summary>
    private const string Alphabet = "34679ACDEFGHJKMNPQRTUVWXY";
    private const int LongestText = 1000;
    private static readonly TimeSpan Due = TimeSpan.FromDays(3);

    public static void Add(MutationContext context, Mutation mutation, PushHelp push)
    {
        var batch = context.Batch;
        var text = Words(push) ?? throw new Refusal(Problems.Invalid, "text");
        CitizenNumbers.Refuse(push.Name, push.Phone);
        if (batch.News.Help.ContainsKey(push.Id))
        {
            throw new Refusal(Problems.Invalid, "help");
        }

        var household = push.HouseholdId is { } id ? PushRules.Reach(context, id).Household : null;
        var hamletId = household?.HamletId ?? (context.Hamlets.Count > 0 ? context.Hamlets.First() : throw new Refusal(Problems.OutsideTerritory));
        var at = batch.Clamp(mutation.At);
        var request = new HelpRequest
        {
            Id = push.Id, LookupCode = RandomNumberGenerator.GetString(Alphabet, 8), From = "door", Address = HouseholdRules.Text(push.Phone, 30) ?? household?.Phone,
            Name = HouseholdRules.Text(push.Name, 100) ?? household?.Head, HouseholdId = household?.Id, HamletId = hamletId, TeamId = PushRules.TeamFor(context, hamletId),
            Latitude = household?.Latitude, Longitude = household?.Longitude, Language = HouseholdRules.Text(push.Language, 20) ?? "vi", At = at, DueAt = at + Due,
        };
        batch.News.Help[request.Id] = request;
        batch.Db.HelpRequests.Add(request);
        batch.Db.HelpMessages.Add(new HelpMessage { Id = mutation.Id, RequestId = request.Id, At = at, Incoming = true, Text = text, By = request.Name });
        Note(context, "help.add", request, null);
    }

    public static void Answer(MutationContext context, Mutation mutation, PushHelp push)
    {
        var request = Reach(context, push);
        Say(context, mutation, request, Words(push) ?? throw new Refusal(Problems.Invalid, "text"));
        var before = new { State = request.State.ToString() };
        // An answer after the end does not open the request again: it was given before the phone knew.
        request.State = request.State == HelpState.Closed ? HelpState.Closed : HelpState.Answered;
        Note(context, "help.answer", request, before);
    }

    public static void Close(MutationContext context, Mutation mutation, PushHelp push)
    {
        var request = Reach(context, push);
        if (request.State == HelpState.Closed)
        {
            return;
        }

        if (Words(push) is { } text)
        {
            Say(context, mutation, request, text);
        }

        var before = new { State = request.State.ToString() };
        (request.State, request.ClosedAt) = (HelpState.Closed, context.Batch.Clamp(mutation.At));
        Note(context, "help.close", request, before);
    }

    private static HelpRequest Reach(MutationContext context, PushHelp push) =>
        context.Batch.News.Help.GetValueOrDefault(push.Id) is { TeamId: { } team } request && context.Member.TeamIds.Contains(team) ? request : throw new Refusal(Problems.HelpUnknown);

    private static string? Words(PushHelp push)
    {
        CitizenNumbers.Refuse(push.Text);
        return HouseholdRules.Text(push.Text, LongestText);
    }

    private static void Say(MutationContext context, Mutation mutation, HelpRequest request, string text) => context.Batch.Db.HelpMessages.Add(new HelpMessage
    {
        Id = mutation.Id, RequestId = request.Id, At = context.Batch.Clamp(mutation.At), Text = text, By = context.Member.Name,
        Delivery = request.From == "zalo" ? DeliveryOfAnswer.Queued : DeliveryOfAnswer.None,
    });

    private static void Note(MutationContext context, string action, HelpRequest request, object? before)
    {
        request.Version++;
        var hamletId = request.HamletId ?? Guid.Empty;
        context.Batch.Changed(ChangeKind.Help, request.Id, request.HamletId, context.Actor);
        context.Batch.Audit(context.Actor, action, request.Id, hamletId, before is null ? null : PushRules.Json(before), PushRules.Json(new { State = request.State.ToString() }));
    }
}
