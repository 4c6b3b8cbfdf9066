using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Teams;
using TungNgo.Web;

namespace TungNgo.Training;

public enum ClassState
{
    Draft = 0,

    /// <summary>Who should come knows of it, and may come.</summary>
    Open = 1,

    /// <summary>Its results are gathered; certificates can be signed.</summary>
    Closed = 2,
    CalledOff = 9,
}

public enum ClassMove { Write, Open, Invite, List, Close, CallOff, Sign, Guests }

/// <summary>Whom a class is for, among the members of the unit's teams.</summary>
public enum ClassAudience
{
    Everybody = 0,
    Leaders = 1,
    Members = 2,

    /// <summary>Not for the teams: residents, who are listed by name as they come.</summary>
    Residents = 3,
}

/// <summary>A class: one course, once, at a place and an hour.</summary>
internal sealed class TrainingClass
{
    public Guid Id { get; init; }

    /// <summary>A code of the catalogue of courses.</summary>
    public required string Course { get; set; }

    /// <summary>The unit that holds it: members of the teams of everything below may come.</summary>
    public Guid AreaId { get; init; }
    public required string Place { get; set; }
    public required string Trainer { get; set; }
    public DateOnly Day { get; set; }
    public TimeOnly Starts { get; set; }
    public int Minutes { get; set; }
    public int Seats { get; set; }
    public ClassAudience Audience { get; set; }
    public ClassState State { get; set; }

    /// <summary>Everybody who wrote it, kept its list or closed it: somebody else signs its certificates.</summary>
    public List<Guid> Hands { get; set; } = [];
    public required string EditedBy { get; set; }
    public DateTime EditedAt { get; set; }
    public string? ClosedBy { get; set; }
    public DateTime? ClosedAt { get; set; }

    /// <summary>Counts its changes, so that two who change it at once are told of each other.</summary>
    public int Edition { get; set; }

    public DateTime Begins => LegalDay.Start(Day).Add(Starts.ToTimeSpan());
    public DateTime Ends => Begins.AddMinutes(Minutes);

    /// <summary>Whoever had a hand in it does not sign for it, whoever else had one later.</summary>
    public bool IsOfOwnHand(Guid? user) => user is { } id && Hands.Contains(id);

    /// <summary>Somebody has changed something of it.</summary>
    public void Sign(CurrentUser by, DateTime at)
    {
        (EditedBy, EditedAt) = (by.Name, at);
        if (by.UserId is { } id && !Hands.Contains(id))
        {
            Hands = [.. Hands, id];
        }
    }

    public bool Takes(TeamRole role) => Audience switch
    {
        ClassAudience.Leaders => role is TeamRole.Leader or TeamRole.Deputy,
        ClassAudience.Members => role == TeamRole.Member,
        ClassAudience.Residents => false,
        _ => true,
    };

    /// <summary>By which rule somebody is put on the list of residents: after the class, too, where a name was misspelt.</summary>
    public ClassMove AddsGuests => State == ClassState.Closed ? ClassMove.Guests : ClassMove.Invite;

    /// <summary>What stands against a move, whoever makes it; null when nothing does.</summary>
    public Problem? Against(ClassMove move, DateTime now) => move switch
    {
        ClassMove.Write => State == ClassState.Draft ? null : Problems.ClassState,
        ClassMove.Open => State != ClassState.Draft ? Problems.ClassState : Ends < now ? Problems.ClassOver : null,
        ClassMove.Invite => State == ClassState.Open ? null : Problems.ClassState,
        ClassMove.List or ClassMove.Close => State != ClassState.Open ? Problems.ClassState : now < Begins ? Problems.ClassNotYet : null,
        // Whoever changes their mind about a certificate may do so after the class, too.
        ClassMove.Guests => State is not (ClassState.Open or ClassState.Closed) ? Problems.ClassState : now < Begins ? Problems.ClassNotYet : null,
        ClassMove.Sign => State == ClassState.Closed ? null : Problems.ClassState,
        _ => State is ClassState.Draft or ClassState.Open ? null : Problems.ClassState,
    };
}

public enum CameBy { Wall = 1, List = 2 }

/// <summary>A member's seat in a class: invited, and whether they came.</summary>
internal sealed class ClassSeat
{
    public Guid ClassId { get; init; }
    public Guid MemberId { get; init; }

    /// <summary>The team in which they sat on the day.</summary>
    public Guid TeamId { get; init; }

    /// <summary>Null: they came without being asked.</summary>
    public DateTime? InvitedAt { get; set; }
    public DateTime? CameAt { get; set; }
    public CameBy? CameBy { get; set; }

    /// <summary>That they have said what they think of the class; what it was stands elsewhere, without them.</summary>
    public bool HasRated { get; set; }
}

/// <summary>One test that a member sent; the server's own verdict.</summary>
internal sealed class TestAttempt
{
    /// <summary>The phone's mutation, which the questions were drawn by.</summary>
    public Guid Id { get; init; }
    public Guid ClassId { get; init; }
    public Guid MemberId { get; init; }
    public DateTime At { get; init; }
    public int Right { get; init; }
    public int Asked { get; init; }
    public bool Passed { get; init; }
}
