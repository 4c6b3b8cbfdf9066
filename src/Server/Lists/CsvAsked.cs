namespace TungNgo.Lists;

/// <summary>Whether a program wants a table and not JSON: it says so in its address, or by what it accepts.</summary>
internal static class CsvAsked
{
    /// <param name="format">csv or json, where the address says it; then it counts alone.</param>
    public static bool Is(HttpRequest request, string? format) => string.IsNullOrEmpty(format)
        ? request.GetTypedHeaders().Accept is { Count: > 0 } accepted && accepted.MaxBy(a => a.Quality ?? 1)!.MediaType.Equals("text/csv", StringComparison.OrdinalIgnoreCase)
        : format == SheetWriter.Csv;
}
