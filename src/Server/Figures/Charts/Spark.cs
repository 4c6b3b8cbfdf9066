using System.Globalization;
using System.Text;

namespace TungNgo.Figures.Charts;

/// <summary>A small line without axes: shows whether something grows, its numbers stand beside it.</summary>
internal static class Spark
{
    /// <summary>SVG path from zero at the bottom to the largest value at the top; not known yet is drawn as nothing yet.</summary>
    public static string Of(IReadOnlyList<double?> values, int width, int height)
    {
        var top = values.Max() ?? 0;
        if (values.Count < 2 || top <= 0)
        {
            return "";
        }

        var path = new StringBuilder();
        for (var i = 0; i < values.Count; i++)
        {
            var y = height - 2 - (values[i] ?? 0) / top * (height - 4);
            path.Append(i == 0 ? 'M' : 'L').Append(CultureInfo.InvariantCulture, $"{i * width / (double)(values.Count - 1):0.#} {y:0.#}");
        }

        return path.ToString();
    }
}
