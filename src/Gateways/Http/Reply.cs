using System.Diagnostics.CodeAnalysis;

namespace TungNgo.Gateways.Http;

/// <summary>What a call that is not a message came to: a value, or the outcome that says why there is none.</summary>
public sealed record Reply<T>(T? Value, Outcome? Problem)
{
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool Ok => Problem is null;

    /// <summary>The value read into what the caller wants; what cannot be read is an answer that says nothing.</summary>
    internal Reply<TOther> Read<TOther>(Func<T, TOther?> read)
    {
        if (!Ok)
        {
            return new Reply<TOther>(default, Problem);
        }

        try
        {
            return read(Value) is { } value ? new Reply<TOther>(value, null) : Malformed();
        }
        catch (Exception failure) when (failure is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return Malformed();
        }

        static Reply<TOther> Malformed() => new(default, new Outcome.Unknown("malformed"));
    }
}
