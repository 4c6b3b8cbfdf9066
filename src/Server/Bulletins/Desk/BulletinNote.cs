using Microsoft.AspNetCore.Components;

namespace TungNgo.Bulletins.Desk;

/// <summary>A slot: what another feature tells of a bulletin to those who work on it, such as where it comes from. The component is given BulletinId.</summary>
internal sealed record BulletinNote(Type Component);

internal static class BulletinNotes
{
    public static IServiceCollection AddBulletinNote<T>(this IServiceCollection services) where T : IComponent => services.AddSingleton(new BulletinNote(typeof(T)));
}
