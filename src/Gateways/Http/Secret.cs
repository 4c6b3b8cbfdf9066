namespace TungNgo.Gateways.Http;

/// <summary>A token, key or password. Whatever prints it, a log line, an exception, a record's ToString, prints bullets.</summary>
public sealed class Secret(string value) : IEquatable<Secret>
{
    /// <summary>Only for the line that hands it to the provider or to the store that keeps it sealed.</summary>
    public string Reveal() => value;

    public bool Equals(Secret? other) => other is not null && other.Reveal() == value;

    public override bool Equals(object? obj) => Equals(obj as Secret);

    public override int GetHashCode() => value.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => "•••";
}
