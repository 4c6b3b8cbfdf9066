namespace TungNgo.Data;

/// <summary>Shipped data that a feature brings into the database at every start; harmless when it is there. A slot of <c>Startup</c>.</summary>
internal interface ISeed
{
    Task PlantAsync(CancellationToken ct);
}

internal static class SeedSetup
{
    /// <summary>Planted in the order in which they are added.</summary>
    public static IServiceCollection AddSeed<T>(this IServiceCollection services) where T : class, ISeed =>
        services.AddScoped<T>().AddScoped<ISeed>(s => s.GetRequiredService<T>());
}
