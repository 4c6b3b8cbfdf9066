using TungNgo.Areas;
using TungNgo.Help;
using TungNgo.Web;

namespace TungNgo.Sync.Doors;

/// <summary>What members ask of the office.</summary>
internal static class QuestionRules
{
    public static Task AskAsync(DoorContext door, PushQuestion push)
    {
        var known = door.Batch.News.Help;
        if (!known.TryGetValue(push.Id, out var before))
        {
            var (team, hamlet) = From(door);
            known[push.Id] = door.AddHelp.Add(door.Write, new NewHelp(
                HelpRequest.Member, push.Text, push.Language ?? "vi", hamlet ?? RootOf(door, team.AreaId), hamlet, door.Seats[0].Name, Id: push.Id, MessageId: door.Mutation.Id, TeamId: team.Id,
                At: door.At, AskedById: door.MemberId));
        }
        else if (before.AskedById == door.MemberId)
        {
            door.AddHelp.Say(door.Write, before, push.Text, null, id: door.Mutation.Id);
        }
        else
        {
            throw new Refusal(Problems.IdTaken);
        }

        return Task.CompletedTask;
    }

    /// <summary>The member's team with doors, and a hamlet of it that is there today: where it lies says which commune answers.</summary>
    private static (Teams.Team Team, Guid? HamletId) From(DoorContext door)
    {
        var hamlet = door.Seats.Select(s => door.Areas.Today.Find(s.Team.AreaId) is { Tier: AreaTier.Hamlet } own ? own.AreaId : (Guid?)null).FirstOrDefault(h => h is not null)
            ?? door.Hamlets.Order().Select(h => door.Areas.HeirOn(h, door.Areas.Today.Day)).FirstOrDefault(h => h is not null);
        var team = hamlet is { } at && door.TeamFor(at) is { } id ? door.Seats.First(s => s.Team.Id == id).Team : door.Seats[0].Team;
        return (team, hamlet);
    }

    private static Guid RootOf(DoorContext door, Guid areaId) => door.Areas.Today.LineOf(areaId).LastOrDefault()?.AreaId ?? areaId;
}
