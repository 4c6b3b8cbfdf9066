using Microsoft.Extensions.Options;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Teams;
using TungNgo.Web;

namespace TungNgo.Help;

/// <summary>What somebody asks for.</summary>
/// <param name="From">See <see cref="HelpRequest.From"/>.</param>
/// <param name="Text">As written; it is cleaned here. May be empty when something was recorded.</param>
/// <param name="AreaId">Unit that has to see to it as long as no hamlet is known.</param>
/// <param name="Id">Minted by a phone; null for all others.</param>
/// <param name="MessageId">The same of what was said.</param>
/// <param name="TeamId">The team that was asked at the door; null gives it to the hamlet's newest.</param>
/// <param name="AskedById">The member whose question it is.</param>
/// <param name="At">When it was asked, at the latest now; null is now.</param>
internal sealed record NewHelp(
    string From, string Text, string Language, Guid AreaId, Guid? HamletId, string? Name = null, string? Address = null, Guid? ChannelId = null, Guid? HouseholdId = null,
    double? Latitude = null, double? Longitude = null, Guid? AudioId = null, Guid? Id = null, Guid? MessageId = null, Guid? TeamId = null, DateTime? At = null,
    Guid? AskedById = null);

/// <summary>Takes a request in and hands it to the hamlet's team; takes what its sender says later.</summary>
internal sealed class AddHelp(TeamRegister teams, IOptions<HelpTimes> times)
{
    /// <exception cref="Refusal">Nothing was said.</exception>
    public HelpRequest Add(Write write, NewHelp help)
    {
        var (text, _) = HelpText.Clean(help.Text);
        if (text.Length == 0 && help.AudioId is null && help.Latitude is null)
        {
            throw new Refusal(Problems.HelpSaysNothing);
        }

        var name = HelpText.Clean(help.Name, HelpText.MostNameLetters).Text;
        var at = help.At is { } said && said < write.Now ? said : write.Now;
        var request = new HelpRequest
        {
            Id = help.Id ?? write.NewId(), LookupCode = HelpText.NewCode(), From = help.From, ChannelId = help.ChannelId, Address = help.Address,
            Name = name.Length == 0 ? null : name, HouseholdId = help.HouseholdId, HamletId = help.HamletId, AreaId = help.HamletId ?? help.AreaId,
            Latitude = help.Latitude, Longitude = help.Longitude, Language = help.Language, At = at, DueAt = at.AddHours(help.AskedById is null ? times.Value.AnswerHours : times.Value.QuestionHours),
            AskedById = help.AskedById,
        };
        if (request.IsQuestion)
        {
            // Teams without doors are the province's own.
            (request.TeamId, request.Level) = (help.TeamId, request.HamletId is null ? HelpLevel.Province : HelpLevel.Commune);
            // The commune has its hours from when it can see the question, however long that waited for a line.
            request.NextStepAt = NextStep(request, write.Now);
        }
        else
        {
            Assign(request, LegalDay.Of(write.Now), help.TeamId);
        }

        write.Db.HelpRequests.Add(request);
        Note(write, request, text, help.AudioId, at, help.MessageId);
        write.Changed(ChangeKind.Help, request.Id, request.HamletId);
        write.Audit("help.add", request.Id, request.AreaId, null, new { sender = request.From, request.TeamId, request.DueAt });
        return request;
    }

    /// <summary>The sender says more. An answered request is open again, with a new promise.</summary>
    /// <param name="id">Of the message, minted by a phone; null for all others.</param>
    /// <exception cref="Refusal">Nothing was said, or the request is closed.</exception>
    public void Say(Write write, HelpRequest request, string words, Guid? audioId, bool asksAgain = true, Guid? id = null)
    {
        var (text, _) = HelpText.Clean(words);
        if (text.Length == 0 && audioId is null)
        {
            throw new Refusal(Problems.HelpSaysNothing);
        }

        if (request.State == HelpState.Closed)
        {
            throw new Refusal(Problems.HelpClosed);
        }

        if (request.State == HelpState.Answered && asksAgain)
        {
            request.State = HelpState.Open;
            request.DueAt = write.Now.AddHours(request.IsQuestion ? times.Value.QuestionHours : times.Value.AnswerHours);
            request.NextStepAt = NextStep(request, write.Now);
        }

        Note(write, request, text, audioId, write.Now, id);
        request.Version++;
        write.Changed(ChangeKind.Help, request.Id, request.HamletId);
        write.Audit("help.say", request.Id, request.AreaId, null, new { audio = audioId is not null });
    }

    /// <summary>Where the sender is has become known: the request moves to that hamlet's team.</summary>
    public void Locate(Write write, HelpRequest request, Guid hamletId)
    {
        var before = new { request.HamletId, request.TeamId };
        (request.HamletId, request.AreaId) = (hamletId, hamletId);
        Assign(request, LegalDay.Of(write.Now), null);
        request.Version++;
        write.Changed(ChangeKind.Help, request.Id, hamletId);
        write.Audit("help.locate", request.Id, hamletId, before, new { request.HamletId, request.TeamId });
    }

    /// <summary>The team that was asked, else the newest of the hamlet that has a leader; without one the commune's officer sees to it.</summary>
    private void Assign(HelpRequest request, DateOnly day, Guid? asked)
    {
        var team = asked ?? teams.All
            .Where(f => f.Team.AreaId == request.HamletId && (f.Team.DissolvedOn is null || f.Team.DissolvedOn > day) && f.LeaderOn(day) is not null)
            .OrderByDescending(f => f.Team.DecisionDate ?? f.Team.TermFrom ?? DateOnly.MinValue).ThenByDescending(f => f.Team.Id).FirstOrDefault()?.Team.Id;
        (request.TeamId, request.MemberId, request.Level) = (team, null, team is null ? HelpLevel.Commune : HelpLevel.Team);
        request.NextStepAt = NextStep(request, request.At);
    }

    private DateTime? NextStep(HelpRequest request, DateTime from) => request.Level switch
    {
        HelpLevel.Team => from.AddHours(times.Value.LeaderHours),
        HelpLevel.Leader => request.DueAt,
        HelpLevel.Commune when request.IsQuestion => from.AddHours(times.Value.AnswerHours),
        _ => null,
    };

    private static void Note(Write write, HelpRequest request, string text, Guid? audioId, DateTime at, Guid? id = null) => write.Db.HelpMessages.Add(new HelpMessage
    {
        Id = id ?? write.NewId(), RequestId = request.Id, At = at, Incoming = true, Text = text, AudioId = audioId, By = request.Name,
    });
}
