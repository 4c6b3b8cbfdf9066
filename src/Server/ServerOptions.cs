using TungNgo.Data;

namespace TungNgo;

/// <summary>How a server is started; the command line, the tests and the bench fill it.</summary>
internal sealed record ServerOptions
{
    /// <summary>See <see cref="DatabaseAddress"/>.</summary>
    public string Database { get; init; } = "sqlite:data/tungngo.db";

    /// <summary>Addresses to listen on; null leaves it to ASPNETCORE_URLS and the like.</summary>
    public string? Urls { get; init; }

    /// <summary>Shows demo logins on the sign-in page and lets the demo's clock be set.</summary>
    public bool Demo { get; init; }

    /// <summary>How the world reaches this server, for links in messages: "https://tungngo.example.vn".</summary>
    public string PublicUrl { get; init; } = "http://127.0.0.1:5080";

    /// <summary>Addresses or networks of the proxies that may say for whom they ask; empty believes nobody.</summary>
    public string[] Proxies { get; init; } = [];

    /// <summary>"host:port" of simulators that gateways may call without TLS in a private network; none in production.</summary>
    public string[] Simulators { get; init; } = [];

    /// <summary>Whether this node plans and sends. Nodes that only serve pages leave it to the others; tests do it step by step.</summary>
    public bool RunsLedger { get; init; } = true;

    /// <summary>How long a write waits for a database that somebody else holds before whoever asked for it is told to come back.</summary>
    public TimeSpan BusyAfter { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Whether an empty database becomes that of a node above the provinces; one that is filled stays what it is.</summary>
    public bool Country { get; init; }

    public int PhoneRequestsPerMinute { get; init; } = 300;

    public TimeProvider Clock { get; init; } = TimeProvider.System;
    public bool Quiet { get; init; }
}
