using Microsoft.AspNetCore.Components;

namespace TungNgo.Web.Layout;

/// <summary>Where in the frame of the console's pages a part is drawn.</summary>
internal enum FramePlace
{
    /// <summary>Above everything, on every page.</summary>
    Above,

    /// <summary>In the bar at the top, for who is signed in.</summary>
    TopBar,

    /// <summary>At the end of that bar, on every page.</summary>
    TopEnd,

    /// <summary>Beside the page, for who is signed in.</summary>
    Side,

    /// <summary>On the sign-in page, beside its form.</summary>
    BesideSignIn,
}

/// <summary>A component that a feature puts into the frame; <see cref="FrameParts"/> draws those of a place.</summary>
/// <param name="Rank">The smallest is drawn first.</param>
internal sealed record FramePart(FramePlace Place, int Rank, Type Component);

internal static class FramePartSetup
{
    public static IServiceCollection AddFramePart<T>(this IServiceCollection services, FramePlace place, int rank) where T : IComponent =>
        services.AddSingleton(new FramePart(place, rank, typeof(T)));
}
