using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace TungNgo.Feed;

/// <summary>The figure changes of one write, summed per cell: a batch of a hundred visits touches few distinct cells.</summary>
internal sealed class CellDeltas
{
    private readonly Dictionary<Guid, Dictionary<(int Indicator, int Day), int>> hamlets = [];

    public void Add(Guid hamletId, int indicator, int day, int delta)
    {
        if (delta == 0)
        {
            return;
        }

        ref var cells = ref CollectionsMarshal.GetValueRefOrAddDefault(hamlets, hamletId, out _);
        cells ??= [];
        ref var value = ref CollectionsMarshal.GetValueRefOrAddDefault(cells, (indicator, day), out _);
        value += delta;
    }

    public IEnumerable<(Guid HamletId, IEnumerable<(int Indicator, int Day, int Delta)> Cells)> ByHamlet() =>
        hamlets.Where(h => h.Value.Any(c => c.Value != 0)).Select(h => (h.Key, CellsOf(h.Key)));

    /// <summary>"indicator:day:delta;…", the payload of a Figures change.</summary>
    public string Encode(Guid hamletId)
    {
        var text = new StringBuilder();
        foreach (var (indicator, day, delta) in CellsOf(hamletId))
        {
            text.Append(CultureInfo.InvariantCulture, $"{indicator}:{day}:{delta};");
        }

        return text.ToString();
    }

    public static IEnumerable<(int Indicator, int Day, int Delta)> Decode(string data)
    {
        foreach (var cell in data.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = cell.Split(':');
            yield return (int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture),
                int.Parse(parts[2], CultureInfo.InvariantCulture));
        }
    }

    private IEnumerable<(int Indicator, int Day, int Delta)> CellsOf(Guid hamletId) =>
        hamlets[hamletId].Where(c => c.Value != 0).Select(c => (c.Key.Indicator, c.Key.Day, c.Value));
}
