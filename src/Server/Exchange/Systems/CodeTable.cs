namespace TungNgo.Exchange.Systems;

/// <summary>What another system calls our things. Indicators that it does not name are not sent; a unit goes by its official code where no other is given.</summary>
internal sealed class CodeTable(IEnumerable<CodeMapping> mappings)
{
    private readonly Dictionary<(MappedThing, string), CodeMapping> known = mappings.ToDictionary(m => (m.Thing, m.Ours));

    public CodeMapping? Indicator(string code) => known.GetValueOrDefault((MappedThing.Indicator, code));

    /// <returns>Null for a unit without any code: it cannot be named to others.</returns>
    public string? Unit(string? code) => code is null ? null : known.GetValueOrDefault((MappedThing.Unit, code))?.Theirs ?? code;
}
