using TungNgo.Households.Import.Job;

namespace TungNgo.Tests.Households;

/// <summary>Whose list is next.</summary>
public sealed class ImportTurnsTests
{
    private static readonly Guid Province = Guid.CreateVersion7(), A = Guid.CreateVersion7(), B = Guid.CreateVersion7(), C = Guid.CreateVersion7();

    [Fact]
    public void Each_office_has_one_list_under_way_and_then_goes_behind_those_who_waited()
    {
        var turns = new ImportTurns();
        WaitingImport a1 = Large(A), a2 = Large(A), a3 = Large(A), b = Large(B), c = Large(C);
        Assert.Equal([a1, b], Next(turns, [a1, a2, a3, b, c]));
        Assert.Equal([c], Next(turns, [a2, a3, c], b));
        Assert.Equal([a2], Next(turns, [a2, a3], c));
        Assert.Equal([], Next(turns, [a3], a2));
    }

    [Fact]
    public void One_person_who_sends_for_many_units_is_one_office()
    {
        var person = Guid.CreateVersion7();
        WaitingImport a = Large(A) with { OrderedBy = person }, b = Large(B) with { OrderedBy = person }, c = Large(C);
        Assert.Equal([a, c], Next(new(), [a, b, c]));
    }

    [Fact]
    public void A_small_list_never_waits_for_large_ones()
    {
        WaitingImport a = Large(A), b = Large(B), c = Large(C), small = Large(Guid.CreateVersion7()) with { IsSmall = true };
        Assert.Equal([a, b, small], Next(new(), [a, b, c, small]));
        Assert.Equal([small], Next(new(), [c, small], a, b));
    }

    /// <summary>However large one office's list is, and however many more it sends: the next one of any other office begins with the next look.</summary>
    [Fact]
    public void Nobody_waits_behind_the_one_large_list_of_another_office()
    {
        var turns = new ImportTurns();
        WaitingImport big = Large(A), more = Large(A), b = Large(B), c = Large(C) with { IsSmall = true };
        Assert.Equal([big], Next(turns, [big]));
        Assert.Equal([b, c], Next(turns, [more, b, c], big));
        Assert.Equal([], Next(turns, [more], big, b));
        Assert.Equal([more], Next(turns, [more], b));
    }

    [Fact]
    public void Lists_of_overlapping_units_are_written_one_after_the_other_in_their_order_and_read_together()
    {
        WaitingImport a = Large(A) with { Writes = true }, whole = Large(Province) with { Writes = true }, b = Large(B) with { Writes = true };
        Assert.Equal([], Next(new(), [whole, b], a));
        Assert.Equal([whole], Next(new(), [whole, b]));
        Assert.Equal([a, b], Next(new(), [a, b, whole]));
        Assert.Equal([b with { Writes = false }], Next(new(), [b with { Writes = false }], whole));
    }

    private static WaitingImport Large(Guid area) => new(Guid.CreateVersion7(), area, area, Writes: false, IsSmall: false);

    private static List<WaitingImport> Next(ImportTurns turns, WaitingImport[] waiting, params WaitingImport[] running) =>
        turns.Next(waiting, running, (id, of) => id == of || of == Province);
}
