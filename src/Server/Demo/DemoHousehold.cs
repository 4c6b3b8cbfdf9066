using TungNgo.Households;
using TungNgo.Visits;

namespace TungNgo.Demo;

/// <summary>A household with its people before anybody has knocked.</summary>
internal sealed class DemoHousehold
{
    public required Household Row { get; init; }
    public List<Person> People { get; } = [];
    public List<VisitFacts> Visits { get; } = [];

    /// <summary>Whether the team has met somebody here, and in how many visits.</summary>
    public int Meetings { get; set; }
    public bool Away { get; set; }

    /// <summary>People whom a visit reaches with at least one service; those of <see cref="PublicService"/> with an account.</summary>
    public HashSet<Person> Reached { get; } = [];
    public HashSet<Person> PublicService { get; } = [];
}
