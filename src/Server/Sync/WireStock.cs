namespace TungNgo.Sync;

// Material on the wire. What a team has is reckoned by the server; the phone lays its own unsent work over it.

/// <param name="Has">What the teams have.</param>
/// <param name="Loans">What is lent out: by the teams, or to a household of theirs.</param>
/// <param name="Moves">What the phone's members did lately and can take back, the newest first.</param>
public sealed record WireStock(WireStockHas[] Has, WireStockMove[] Loans, WireStockMove[] Moves);

/// <param name="Name">Language (vi, km, en) → text.</param>
/// <param name="Lent">It is lent and comes back.</param>
/// <param name="Floor">Less than this is too little.</param>
public sealed record WireStockHas(Guid TeamId, Guid KindId, Dictionary<string, string> Name, bool Lent, int Balance, int? Floor);

/// <param name="Deed">out, lend or return.</param>
/// <param name="Household">Its head; null when nobody said who got it.</param>
/// <param name="LoanId">Of a return: what came back.</param>
/// <param name="Name">Of the kind, language → text, where the phone's teams have none of it: another team lent it. Null otherwise.</param>
public sealed record WireStockMove(
    Guid Id, Guid TeamId, Guid KindId, string Deed, int Count, DateTime At, Guid? HouseholdId, string? Household, DateOnly? Due, Guid? LoanId = null,
    Dictionary<string, string>? Name = null);

/// <summary>
/// stock.out: handed out, to a household or in general. stock.lend: lent to a household until a day. stock.return: what was lent is there again. stock.undo: one of
/// these was not so.
/// </summary>
/// <param name="MoveId">stock.return: the loan. stock.undo: what is taken back.</param>
public sealed record PushStock(Guid? TeamId = null, Guid? KindId = null, int? Count = null, Guid? HouseholdId = null, DateOnly? Due = null, Guid? MoveId = null);
