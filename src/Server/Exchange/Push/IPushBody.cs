using TungNgo.Areas;
using TungNgo.Exchange.Systems;
using TungNgo.Reports.Ladder;
using TungNgo.Reports.Periods;

namespace TungNgo.Exchange.Push;

/// <summary>An approved report that is to be sent, with what its receiver calls things.</summary>
/// <param name="Key">The message's own key, the same in every attempt.</param>
/// <param name="Told">Codes of which earlier revisions of the report told a value.</param>
internal sealed record PushOf(ApprovedReport Report, ReportSnapshot Snapshot, Period Period, CodeTable Codes, string Key, IReadOnlySet<string> Told)
{
    /// <summary>
    /// What the receiver calls the figures that this revision takes back: without a word of them they would stand there for ever. Where another of our
    /// indicators goes by the same name there and has a value, nothing is taken back.
    /// </summary>
    public IReadOnlyList<CodeMapping> TakenBack()
    {
        var there = Report.Figures.Where(f => f.Value is not null).Select(f => f.Code).ToHashSet(StringComparer.Ordinal);
        var named = there.Select(Codes.Indicator).OfType<CodeMapping>().Select(m => m.Theirs).ToHashSet(StringComparer.Ordinal);
        return [.. Told.Except(there).Order(StringComparer.Ordinal).Select(Codes.Indicator).OfType<CodeMapping>().Where(m => named.Add(m.Theirs))];
    }
}

/// <param name="Values">Figures that have a value; what is taken back is none.</param>
/// <param name="LeftOut">Figures of the report that the receiver's mapping does not name.</param>
internal sealed record PushBody(byte[] Content, string ContentType, int Values, int LeftOut);

/// <summary>
/// One way to write an approved report for another system. Whoever registers one adds a kind of system: the console offers it, and queue, attempts and log
/// are the same for all of them. Its words are exchange.kind.KIND.
/// </summary>
internal interface IPushBody
{
    /// <summary>How systems and texts call it.</summary>
    string Kind { get; }

    /// <summary>Whether a unit's reports are sent in this way at all.</summary>
    /// <param name="tree">The units of the report's last day.</param>
    bool Takes(DayTree tree, Guid areaId) => true;

    /// <summary>The same report, mapping and key give the same bytes: a message that is sent again says what it said before.</summary>
    /// <exception cref="Web.Refusal">The receiver could not take such a report at all.</exception>
    Task<PushBody> BuildAsync(PushOf of, CancellationToken ct);
}
