using TungNgo.Data;

namespace TungNgo.Tests.Data;

public sealed class IdSequenceTests
{
    [Fact]
    public void Ids_are_version_7_and_count_up_in_the_order_of_their_text()
    {
        var instant = new DateTime(2024, 9, 20, 5, 0, 0, DateTimeKind.Utc);
        var ids = new IdSequence(instant);
        var some = Enumerable.Range(0, 5000).Select(_ => ids.Next()).ToList();
        Assert.All(some, id => Assert.Equal((7, instant.Ticks / TimeSpan.TicksPerMillisecond), (id.Version, TicksOf(id))));
        Assert.All(some, id => Assert.InRange(id.Variant, 8, 11));
        Assert.Equal(some.Order(Comparer<Guid>.Create((a, b) => string.CompareOrdinal(a.ToString(), b.ToString()))), some);
        Assert.Equal(some.Count, some.Distinct().Count());
        Assert.NotEqual(some[0], new IdSequence(instant).Next());
    }

    private static long TicksOf(Guid id) =>
        Convert.ToInt64(id.ToString("n")[..12], 16) + DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerMillisecond;
}
