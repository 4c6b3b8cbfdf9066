using CsCheck;

namespace TungNgo.Tests.Truth;

/// <summary>What people can do, at a door, at a desk, with a list, with the map.</summary>
internal enum Deed
{
    Visit, Correct, AddAtDoor, AddPerson, LeaveAtDoor, EditAtDoor, Measure, Sync,
    EditAtDesk, PersonAtDesk, LeaveAtDesk, Move, PutRight, Close, Reopen, Merge, Unmerge,
    TakeList, TakePeople, RepeatList, UndoList, EndHamlet, EndBySet, UndoSet, Restore, Wait,
    Report, Target, Package, Walk, Work, Campaign, Gather,
    AddAtDesk, Assign, ReadListAgain, DiscardList,
}

/// <summary>One deed of a story; the numbers choose among what there is then, so that every story can be told, also a shortened one.</summary>
internal sealed record Act(Deed Deed, int A, int B, int C)
{
    // A restore takes as long as several other deeds.
    private static readonly (int, Deed)[] Weights =
    [
        (100, Deed.Visit), (40, Deed.Correct), (30, Deed.AddAtDoor), (30, Deed.AddPerson), (40, Deed.LeaveAtDoor),
        (40, Deed.EditAtDoor), (15, Deed.Measure), (80, Deed.Sync), (40, Deed.EditAtDesk), (30, Deed.PersonAtDesk), (40, Deed.LeaveAtDesk),
        (50, Deed.Move), (20, Deed.PutRight), (30, Deed.Close), (20, Deed.Reopen), (40, Deed.Merge), (30, Deed.Unmerge),
        (20, Deed.TakeList), (30, Deed.TakePeople), (10, Deed.RepeatList), (30, Deed.UndoList), (6, Deed.EndHamlet), (10, Deed.EndBySet), (20, Deed.UndoSet),
        (8, Deed.Restore), (80, Deed.Wait), (200, Deed.Report), (20, Deed.Target), (25, Deed.Package), (60, Deed.Walk),
        (60, Deed.Work), (60, Deed.Campaign), (90, Deed.Gather),
        (30, Deed.AddAtDesk), (30, Deed.Assign), (25, Deed.ReadListAgain), (15, Deed.DiscardList),
    ];

    public static readonly Gen<Act> One = Gen.Select(Gen.Frequency(Weights), Gen.Int[0, 999], Gen.Int[0, 999], Gen.Int[0, 999], (d, a, b, c) => new Act(d, a, b, c));
}
