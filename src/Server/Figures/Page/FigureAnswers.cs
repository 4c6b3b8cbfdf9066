namespace TungNgo.Figures.Page;

/// <summary>A unit as figures name it.</summary>
/// <param name="Id">Identity of the unit; codes and names are reused, the id is not.</param>
/// <param name="Name">Name with its kind: "Xã Trường Khánh".</param>
/// <param name="Under">Name of the unit above, which tells same-named units apart; null for the province.</param>
/// <param name="Tier">province, district, commune or hamlet.</param>
public sealed record FigureArea(Guid Id, string Name, string? Under, string Tier);

/// <summary>One figure of one unit.</summary>
/// <param name="Code">See /api/figures/definitions.</param>
/// <param name="Value">Count, or share between 0 and 1; null when nothing is known, which is not zero.</param>
/// <param name="Numerator">Sum above the line.</param>
/// <param name="Denominator">Sum below the line; absent for counts.</param>
/// <param name="Reporting">Hamlets from which anything is known.</param>
/// <param name="Of">Hamlets of the unit.</param>
/// <param name="Undetermined">It is missing because on the asked boundaries it cannot be told: hamlets lie partly in the unit. The unit above may know.</param>
public sealed record FigureValue(string Code, double? Value, long? Numerator, long? Denominator, int Reporting, int Of, bool Undetermined);

/// <summary>How many stand on each stage of a service.</summary>
/// <param name="Code">Code of the service or skill.</param>
/// <param name="Known">People (or households) known, over whom coverage is reckoned.</param>
public sealed record FigureStages(string Code, long Known, long Introduced, long Installed, long Working, long Independent);

/// <summary>The last recount from the standings, visits and registers.</summary>
/// <param name="At">When it ended, UTC.</param>
/// <param name="Cells">Cells compared.</param>
/// <param name="Differences">Cells that were not what the recount gave; 0 unless something is wrong.</param>
public sealed record FigureChecked(DateTime At, int Cells, int Differences);

/// <summary>All figures of one unit.</summary>
/// <param name="Date">Stocks are as of this legal day.</param>
/// <param name="From">Flows are counted from this legal day…</param>
/// <param name="To">…to this one, both included.</param>
/// <param name="Boundaries">then, today, or the day whose boundaries were asked for.</param>
/// <param name="TreeOf">Legal day of the tree by which hamlets were added up.</param>
/// <param name="Change">Number of the last change that is in the figures.</param>
/// <param name="Stages">Without those that cannot be told on the asked boundaries.</param>
public sealed record FiguresAnswer(
    FigureArea Area, DateOnly Date, DateOnly From, DateOnly To, string Boundaries, DateOnly TreeOf, long Change, FigureChecked? Checked,
    FigureValue[] Figures, FigureStages[] Stages);

/// <summary>Figures of the units one step down, with the row of their sum.</summary>
public sealed record FigureChildrenAnswer(
    FigureArea Area, DateOnly Date, DateOnly From, DateOnly To, string Boundaries, DateOnly TreeOf, long Change, FigureChild[] Children, FigureValue[] Total);

/// <summary>One unit below.</summary>
public sealed record FigureChild(FigureArea Area, FigureValue[] Figures);

/// <summary>A figure over time: stocks as they stood on each day, flows as they happened on it.</summary>
public sealed record FigureSeriesAnswer(FigureArea Area, string Indicator, long Change, FigurePoint[] Points);

/// <summary>One day of a series; the value is null where nothing is known.</summary>
public sealed record FigurePoint(DateOnly Day, double? Value);

/// <summary>What a figure is.</summary>
/// <param name="Unit">households, people, visits, activities, teams, members, groups or share.</param>
/// <param name="Flow">Counted over the period; otherwise as of the date.</param>
public sealed record FigureDefinition(string Code, string Group, string Unit, bool Flow, string Name, string Definition);
