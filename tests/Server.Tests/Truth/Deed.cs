using CsCheck;

namespace TungNgo.Tests.Truth;

/// <summary>What people can do, at a door, at a desk, with a list, with the map.</summary>
internal enum Deed
{
    Visit, Correct, AddAtDoor, AddPerson, LeaveAtDoor, EditAtDoor, Sync,
    EditAtDesk, PersonAtDesk, LeaveAtDesk, Move, PutRight, Close, Reopen, Merge, Unmerge,
    TakeList, TakePeople, RepeatList, UndoList, EndHamlet, Wait,
}

/// <summary>One deed of a story; the numbers choose among what there is then, so that every story can be told, also a shortened one.</summary>
internal sealed record Act(Deed Deed, int A, int B, int C)
{
    private static readonly (int, Deed)[] Weights =
    [
        (10, Deed.Visit), (4, Deed.Correct), (3, Deed.AddAtDoor), (3, Deed.AddPerson), (4, Deed.LeaveAtDoor),
        (4, Deed.EditAtDoor), (8, Deed.Sync), (4, Deed.EditAtDesk), (3, Deed.PersonAtDesk), (4, Deed.LeaveAtDesk),
        (5, Deed.Move), (2, Deed.PutRight), (3, Deed.Close), (2, Deed.Reopen), (4, Deed.Merge), (3, Deed.Unmerge),
        (2, Deed.TakeList), (3, Deed.TakePeople), (1, Deed.RepeatList), (3, Deed.UndoList), (1, Deed.EndHamlet),
        (8, Deed.Wait),
    ];

    public static readonly Gen<Act> One = Gen.Select(Gen.Frequency(Weights), Gen.Int[0, 999], Gen.Int[0, 999], Gen.Int[0, 999], (d, a, b, c) => new Act(d, a, b, c));
}
