using CsCheck;

namespace TungNgo.Tests.Truth;

/// <summary>What happens to notices: people write, stop and refuse; loops take their turns in any order; calls break.</summary>
internal enum NoticeDeed { Send, SendUrgently, Stop, RefuseSms, AllowSms, RefuseZalo, Subscribe, Unsubscribe, Agree, Withdraw, Break, Plan, Dispatch, Fold, Settle, Sweep, Wait, WaitLong, Drain }

/// <summary>One deed of a story; the numbers choose among what there is then, so that every story can be told, also a shortened one.</summary>
internal sealed record NoticeAct(NoticeDeed Deed, int A, int B)
{
    private static readonly (int, NoticeDeed)[] Weights =
    [
        (60, NoticeDeed.Send), (40, NoticeDeed.SendUrgently), (30, NoticeDeed.Stop), (40, NoticeDeed.RefuseSms), (20, NoticeDeed.AllowSms), (30, NoticeDeed.RefuseZalo),
        (20, NoticeDeed.Subscribe), (20, NoticeDeed.Unsubscribe), (20, NoticeDeed.Agree), (20, NoticeDeed.Withdraw), (40, NoticeDeed.Break),
        (60, NoticeDeed.Plan), (80, NoticeDeed.Dispatch), (60, NoticeDeed.Fold), (60, NoticeDeed.Settle), (40, NoticeDeed.Sweep), (60, NoticeDeed.Wait), (30, NoticeDeed.WaitLong), (40, NoticeDeed.Drain),
    ];

    public static readonly Gen<NoticeAct> One = Gen.Select(Gen.Frequency(Weights), Gen.Int[0, 999], Gen.Int[0, 999], (d, a, b) => new NoticeAct(d, a, b));
}
