using CsCheck;
using TungNgo.Walks;

namespace TungNgo.Tests.Walks;

/// <summary>Cutting and ordering, on whatever hamlets there may be.</summary>
public sealed class WalkCutTests
{
    private static readonly Guid[] Lanes = [.. Enumerable.Range(0, 6).Select(_ => Guid.CreateVersion7())];

    private static readonly Gen<DoorToWalk> Door = Gen.Select(Gen.Int[-1, 5], Gen.Int[0, 40], Gen.Double[9.60, 9.62], Gen.Double[105.97, 105.99], Gen.Int[12, 26], Gen.Int[0, 4],
        (lane, order, lat, lon, minutes, km) => new DoorToWalk(Guid.CreateVersion7(), lane < 0 ? null : Lanes[lane], Math.Max(0, lane), order, lat, lon, minutes, km == 0));

    private static readonly Gen<Walkers> Walker = Gen.Select(Gen.Bool, Gen.Int[0, 5], Gen.Int[0, 9], (km, lane, known) =>
        new Walkers([Guid.CreateVersion7()], km, new Dictionary<Guid, int> { [Lanes[lane]] = known }));

    private static readonly Gen<(DoorToWalk[] Doors, Walkers[] Walkers, int Most)> Hamlets = Gen.Select(Door.Array[0, 120], Walker.Array[1, 9], Gen.Int[30, 400]);

    [Fact]
    public void Every_door_is_on_one_walk_and_walks_are_as_long_as_agreed() => Hamlets.Sample(hamlet =>
    {
        var pieces = WalkCut.Cut(hamlet.Doors, hamlet.Walkers, hamlet.Most);
        Assert.Equal(hamlet.Doors.Select(d => d.Id).Order(), pieces.SelectMany(p => p.Doors).Select(d => d.Id).Order());
        Assert.All(pieces, p => Assert.NotEmpty(p.Doors));
        // A walk is cut between doors, and at the end of a lane where one is near.
        Assert.All(pieces, p => Assert.InRange(p.Minutes, 1, (hamlet.Most * 1.5) + 26));
        foreach (var of in pieces.GroupBy(p => p.Walkers))
        {
            Assert.Equal(Enumerable.Range(0, of.Count()), of.Select(p => p.Part).Order());
        }
    }, iter: 500);

    [Fact]
    public void Where_only_Khmer_is_spoken_goes_who_speaks_it_if_anybody_does() => Hamlets.Sample(hamlet =>
    {
        var pieces = WalkCut.Cut(hamlet.Doors, hamlet.Walkers, hamlet.Most);
        if (hamlet.Walkers.Any(w => w.SpeakKhmer))
        {
            Assert.All(pieces.Where(p => p.NeedsKhmer), p => Assert.True(p.Walkers.SpeakKhmer));
        }
    }, iter: 500);

    [Fact]
    public void Shares_are_equal_in_minutes_and_not_in_doors() => Hamlets.Sample(hamlet =>
    {
        var alike = hamlet.Walkers.Select(w => w with { SpeakKhmer = true }).ToArray();
        var minutes = WalkCut.Cut(hamlet.Doors, alike, int.MaxValue).GroupBy(p => p.Walkers).Select(g => g.Sum(p => p.Minutes)).ToList();
        if (minutes.Count == alike.Length)
        {
            var share = minutes.Average();
            Assert.All(minutes, m => Assert.InRange(m, (share * 0.55) - 30, (share * 1.45) + 30));
        }
    }, iter: 500);

    [Fact]
    public void A_lane_goes_to_whoever_knows_it()
    {
        DoorToWalk In(int lane, int order) => new(Guid.CreateVersion7(), Lanes[lane], lane, order, null, null, 12, false);
        var (first, second) = (new Walkers([Guid.CreateVersion7()], true, new Dictionary<Guid, int> { [Lanes[1]] = 5 }), new Walkers([Guid.CreateVersion7()], true, new Dictionary<Guid, int> { [Lanes[0]] = 2 }));
        var pieces = WalkCut.Cut([.. Enumerable.Range(0, 5).Select(i => In(0, i)), .. Enumerable.Range(0, 5).Select(i => In(1, i))], [first, second], 600);
        Assert.Equal(Lanes[0], Assert.Single(pieces.Single(p => p.Walkers == second).Doors.Select(d => d.LaneId).Distinct()));
        Assert.Equal(Lanes[1], Assert.Single(pieces.Single(p => p.Walkers == first).Doors.Select(d => d.LaneId).Distinct()));
    }

    [Fact]
    public void The_way_goes_to_each_door_once_and_is_never_longer_than_from_one_to_the_nearest() => Door.Array[3, 40].Sample(doors =>
    {
        var points = doors.Select(d => (d.Latitude!.Value, d.Longitude!.Value)).ToList();
        var route = WalkOrder.Route(points);
        Assert.Equal(Enumerable.Range(0, doors.Length), route.Order());
        Assert.True(WalkOrder.Length(points, route) <= WalkOrder.Length(points, WalkOrder.Nearest(points)) + 0.01);
    }, iter: 200);

    [Fact]
    public void Without_points_the_way_is_that_of_lanes_and_numbers()
    {
        var doors = Enumerable.Range(0, 9).Select(i => new DoorToWalk(Guid.CreateVersion7(), Lanes[i % 3], i % 3, i, i == 4 ? null : 9.6, 105.9, 12, false)).ToArray();
        var piece = Assert.Single(WalkCut.Cut(doors, [new([Guid.CreateVersion7()], false, new Dictionary<Guid, int>())], 600));
        Assert.Equal(doors.OrderBy(d => d.LaneOrder).ThenBy(d => d.Order).Select(d => d.Id), WalkOrder.Of(piece.Doors).Select(d => d.Id));
    }
}
