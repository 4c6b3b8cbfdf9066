using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Households;
using TungNgo.Teams;
using TungNgo.Web;

namespace TungNgo.Help;

/// <summary>What is done with a request: answered, given to somebody, closed. The caller has checked who may.</summary>
internal static class AnswerHelp
{
    /// <summary>Says something to the sender, in the channel the request came through: the dispatcher sends what is queued; a page is read by its code.</summary>
    /// <param name="inPerson">Said at the door: nothing has to be sent.</param>
    /// <param name="id">Of the message, minted by a phone; null for all others.</param>
    /// <param name="at">When it was said; null is now.</param>
    /// <exception cref="Refusal">Empty, too long, closed already, or a citizen number in it.</exception>
    public static void Answer(Write write, HelpRequest request, string words, bool inPerson = false, Guid? id = null, DateTime? at = null)
    {
        var text = Words(words);
        RefuseClosed(request);
        Note(write, request, text, inPerson, id, at);
        request.State = HelpState.Answered;
        request.NextStepAt = null;
        // By Zalo the dispatcher knows when; on the page it stands from now on; who asked at the door is told there.
        request.ToldAt = inPerson || request.From is HelpRequest.Page or HelpRequest.Member ? write.Now : null;
        Touch(write, request);
        write.Audit("help.answer", request.Id, request.AreaId, null, new { inPerson });
    }

    /// <summary>An answer that was given before its phone knew that the request is closed: it is kept and sent, and the request stays closed.</summary>
    public static void AnswerLate(Write write, HelpRequest request, string words, bool inPerson, Guid id, DateTime at)
    {
        Note(write, request, Words(words), inPerson, id, at);
        Touch(write, request);
        write.Audit("help.answer", request.Id, request.AreaId, null, new { inPerson, late = true });
    }

    /// <summary>A member's question that the commune cannot answer either, or has answered as far as it can: it is open again, with a new promise.</summary>
    /// <param name="hours">Within which the province has to answer.</param>
    /// <exception cref="Refusal">Closed, or at the province already.</exception>
    public static void Raise(Write write, HelpRequest request, double hours)
    {
        RefuseClosed(request);
        if (request.Level == HelpLevel.Province)
        {
            throw new Refusal(Problems.HelpRaised);
        }

        var before = new { request.Level, request.State, request.DueAt };
        (request.Level, request.State, request.DueAt) = (HelpLevel.Province, HelpState.Open, write.Now.AddHours(hours));
        (request.NextStepAt, request.EscalatedAt) = (null, write.Now);
        Touch(write, request);
        write.Audit("help.raise", request.Id, request.AreaId, before, new { request.Level, request.State, request.DueAt });
    }

    public static void Close(Write write, HelpRequest request)
    {
        RefuseClosed(request);
        var before = new { request.State };
        request.State = HelpState.Closed;
        request.ClosedAt = write.Now;
        request.NextStepAt = null;
        Touch(write, request);
        write.Audit("help.close", request.Id, request.AreaId, before, new { request.State });
    }

    /// <param name="team">The request's team.</param>
    /// <param name="memberId">Somebody who sits in the team today; null is anybody of it.</param>
    /// <exception cref="Refusal">Closed, or nobody of the request's team.</exception>
    public static void Assign(Write write, HelpRequest request, TeamFile? team, Guid? memberId)
    {
        RefuseClosed(request);
        var day = LegalDay.Of(write.Now);
        if (memberId is { } member && team?.On(day).Any(s => s.Person.Id == member) != true)
        {
            throw new Refusal(Problems.HelpNotOfTeam);
        }

        var before = new { request.MemberId };
        request.MemberId = memberId;
        Touch(write, request);
        write.Audit("help.assign", request.Id, request.AreaId, before, new { request.MemberId });
    }

    private static string Words(string words) => FreeText.Lines(words, HelpText.MostLetters, "help.answer") ?? throw new Refusal(Problems.HelpSaysNothing);

    private static void Note(Write write, HelpRequest request, string text, bool inPerson, Guid? id, DateTime? at) => write.Db.HelpMessages.Add(new HelpMessage
    {
        Id = id ?? write.NewId(), RequestId = request.Id, At = at ?? write.Now, Text = text, By = write.Actor.Name,
        Delivery = request is { From: HelpRequest.Zalo, Address: not null } && !inPerson ? DeliveryOfAnswer.Queued : DeliveryOfAnswer.None,
    });

    private static void RefuseClosed(HelpRequest request)
    {
        if (request.State == HelpState.Closed)
        {
            throw new Refusal(Problems.HelpClosed);
        }
    }

    private static void Touch(Write write, HelpRequest request)
    {
        request.Version++;
        write.Changed(ChangeKind.Help, request.Id, request.HamletId);
    }
}
